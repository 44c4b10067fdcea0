import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { unread } from '../../../shared/model/snapshot/known.ts';
import { parseSnapshot } from '../../../shared/model/snapshot/parse-snapshot.ts';
import { snapshotFormat } from '../../../shared/model/snapshot/snapshot.ts';
import { aSnapshot } from '../../support/snapshot-builders.ts';

type Json = Record<string, unknown>;

const kept = (file: string): Json => JSON.parse(readFileSync(`test/fixtures/${file}`, 'utf8'));

/** The healthy snapshot after a change to one of its collections. */
function changed(collection: string, change: (members: Json[]) => void): Json {
  const json: Json = structuredClone(aSnapshot());
  change(json[collection] as Json[]);
  return json;
}

describe('parseSnapshot', () => {
  it('returns what was saved, after a round trip through JSON', () => {
    const saved = aSnapshot();
    expect(parseSnapshot(JSON.parse(JSON.stringify(saved)))).toEqual({ snapshot: saved, unknownMembers: 0 });
  });

  it('tolerates and counts members that it does not know', () => {
    const json = { ...aSnapshot(), later: { a: 1 }, vpcs: [{ ...(aSnapshot().vpcs as Json[])[0], flavour: 'mint' }] };
    expect(parseSnapshot(json)).toEqual({ snapshot: aSnapshot(), unknownMembers: 3 });
  });

  it('knows a snapshot of format 1 as it was, and nothing of what that did not read', () => {
    const { snapshot, unknownMembers } = parseSnapshot(kept('snapshots/before-load-balancers.json'));
    expect(snapshot).toMatchObject({ format: 2, clusters: kept('snapshots/before-load-balancers.json').clusters });
    expect(snapshot.loadBalancers).toEqual(unread('the snapshot was saved by a version that did not read it'));
    expect(unknownMembers).toBe(0);
  });

  it('takes everything from a snapshot of format 1 that has it', () => {
    const { format: _, ...before } = aSnapshot();
    expect(parseSnapshot({ ...before, format: 1 }).snapshot).toEqual(aSnapshot());
  });

  it.each(readdirSync('test/fixtures').filter((name) => name.startsWith('release-')))('reads what %s saved', (name) => {
    expect(parseSnapshot(kept(`${name}/snapshot.json`)).snapshot.format).toBe(snapshotFormat);
  });

  it.each([
    ['a list', [], 'a snapshot is a JSON object, this is []'],
    ['nothing', null, 'a snapshot is a JSON object, this is null'],
    [
      'another format',
      { ...aSnapshot(), format: 7 },
      'format: 7 is not a snapshot format that this version reads (1, 2)',
    ],
    ['no format', {}, 'format: nothing is not a snapshot format that this version reads (1, 2)'],
    [
      'a block that is none',
      aSnapshot({ subnets: { 'subnet-a': { cidr: '10.0.0/24' } } }),
      'subnets[0].cidr: "10.0.0/24" is not a CIDR block',
    ],
    [
      'a value of another type',
      changed('subnets', ([, second]) => Object.assign(second ?? {}, { freeIpv4Addresses: 'many' })),
      'subnets[1].freeIpv4Addresses: "many" is not of type number',
    ],
    [
      'a word that is none',
      changed('natGateways', ([first]) => Object.assign(first ?? {}, { connectivityType: 'both' })),
      'natGateways[0].connectivityType: "both" is none of "public", "private"',
    ],
    ['a collection that is missing', { ...aSnapshot(), subnets: undefined }, 'subnets: nothing is not of type array'],
    [
      'an id with two contents',
      changed('vpcs', (vpcs) => vpcs.push({ ...vpcs[0], ownerId: '999988887777' })),
      'vpcs[1].id: "vpc-main" was there before with different content',
    ],
  ])('rejects %s, naming the place and the value', (_, json, message) => {
    expect(() => parseSnapshot(json)).toThrow(message);
  });
});
