import { describe, expect, it } from '@jest/globals';
import { patchSnapshot } from '../../../shared/app/what-if/merge-patch.ts';
import { unread } from '../../../shared/model/snapshot/known.ts';
import type { Snapshot } from '../../../shared/model/snapshot/snapshot.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';
import { viewOf } from '../../support/view-of.ts';

const snapshot = aSnapshot();
const patched = (patch: unknown, before: Snapshot = snapshot) => viewOf(patchSnapshot(before, patch));
const routesOf = (patch: unknown) =>
  patched(patch)
    .account.routeTables.find('rtb-a')
    ?.routes.map(({ destination, target }) => ['cidr' in destination && destination.cidr, target.id]);

describe('a patched snapshot', () => {
  it('is the snapshot itself with an empty patch', () => {
    expect(patchSnapshot(snapshot, {})).toEqual(snapshot);
    expect(patchSnapshot(snapshot, { subnets: {}, clusters: { demo: {} } })).toEqual(snapshot);
  });

  it('has the members of records that the patch names', () => {
    const view = patched({ subnets: { 'subnet-a': { freeIpv4Addresses: 3, tags: { added: 'yes' } } } });
    expect(view.account.subnets.find('subnet-a')).toMatchObject({ freeIpv4Addresses: 3, tags: { added: 'yes' } });
    expect(Object.keys(view.account.subnets.find('subnet-a')?.tags ?? {}).length).toBeGreaterThan(1);
    expect(view.account.subnets.find('subnet-b')).toEqual(viewOf(snapshot).account.subnets.find('subnet-b'));
  });

  it('loses what the patch says is null', () => {
    const view = patched({
      subnets: { 'subnet-b': null, 'subnet-a': { tags: { 'kubernetes.io/role/internal-elb': null } } },
    });
    expect(view.account.subnets.find('subnet-b')).toBeUndefined();
    expect(view.account.subnets.find('subnet-a')?.tags).not.toHaveProperty(['kubernetes.io/role/internal-elb']);
  });

  it('reaches into records of records', () => {
    const view = patched({ clusters: { demo: { nodeGroups: { 'demo/workers': { maxSize: 99 } } } } });
    expect(view.nodeGroups.find('demo/workers')?.maxSize).toBe(99);
  });

  it('has lists of values as the patch writes them', () => {
    expect(patched({ clusters: { demo: { subnetIds: ['subnet-a'] } } }).cluster.subnetIds).toEqual(['subnet-a']);
  });

  it('changes, loses and gains routes by their destination', () => {
    const before = routesOf({});
    expect(before).toContainEqual(['0.0.0.0/0', expect.stringMatching(/^nat-/)]);
    const at = (routes: unknown) => routesOf({ routeTables: { 'rtb-a': { routes } } });
    expect(at({ '0.0.0.0/0': null })).not.toContainEqual(['0.0.0.0/0', expect.anything()]);
    expect(at({ '0.0.0.0/0': { target: { kind: 'transit-gateway', id: 'tgw-1' } } })).toContainEqual([
      '0.0.0.0/0',
      'tgw-1',
    ]);
    const peering = { target: { kind: 'vpc-peering-connection', id: 'pcx-1' }, state: 'active', origin: 'static' };
    expect(at({ '10.9.0.0/16': peering })).toEqual([...(before ?? []), ['10.9.0.0/16', 'pcx-1']]);
  });

  it('changes entries of network ACLs by direction and number', () => {
    const [acl] = viewOf(snapshot).account.networkAcls.all();
    if (!acl) throw new Error('the healthy snapshot has a network ACL');
    const egress = { 'egress 50': { action: 'deny', protocol: 'any', cidr: '0.0.0.0/0' } };
    const view = patched({ networkAcls: { [acl.id]: { entries: egress } } });
    const added = { number: 50, egress: true, action: 'deny', protocol: 'any', cidr: '0.0.0.0/0' };
    expect(view.account.networkAcls.find(acl.id)?.entries).toContainEqual(added);
    const again = patchSnapshot(patchSnapshot(snapshot, { networkAcls: { [acl.id]: { entries: egress } } }), {
      networkAcls: { [acl.id]: { entries: { 'egress 50': null } } },
    });
    expect(again).toEqual(snapshot);
  });

  it('gains records with the id that they are addressed by', () => {
    const [template] = viewOf(snapshot).account.subnets.all();
    const { id: _, ...subnet } = { ...template };
    expect(patched({ subnets: { 'subnet-new': subnet } }).account.subnets.find('subnet-new')?.cidr).toBe(
      template?.cidr,
    );
  });

  it('knows a fact that was not observed, when the patch says it', () => {
    const hidden = aSnapshot({
      subnets: { 'subnet-a': { tags: unread('denied'), freeIpv4Addresses: unread('denied') } },
    });
    const view = patched({ subnets: { 'subnet-a': { tags: { Name: 'a' }, freeIpv4Addresses: 9 } } }, hidden);
    expect(view.account.subnets.find('subnet-a')).toMatchObject({ tags: { Name: 'a' }, freeIpv4Addresses: 9 });
  });

  it('may lose facts, to see what would not be known then', () => {
    const vpcs = { observed: false, kind: 'unread', reason: 'ec2:DescribeVpcs is taken away' };
    expect(patchSnapshot(snapshot, { vpcs }).vpcs).toEqual(vpcs);
  });
});

describe('a patch that cannot be', () => {
  it.each([
    ['a list', [], 'a merge patch is a JSON object'],
    ['a misspelled collection', { subnetz: {} }, 'subnetz: no snapshot has this member (did you mean subnets?)'],
    [
      'a misspelled member',
      { subnets: { 'subnet-a': { freeIpv4Adresses: 3 } } },
      'subnets.subnet-a.freeIpv4Adresses: no snapshot has this member (did you mean freeIpv4Addresses?)',
    ],
    [
      'an id that there is not, to take away',
      { subnets: { 'subnet-x': null } },
      'subnets.subnet-x: there is none to take away (did you mean subnet-a?)',
    ],
    [
      'an id that there is not, to change',
      { subnets: { 'subnet-x': { freeIpv4Addresses: 3 } } },
      'subnets.subnet-x.vpcId: nothing is not of type string; the patch adds subnet-x, which was not there before (did you mean subnet-a?)',
    ],
    [
      'a value of another type',
      { clusters: { demo: { nodeGroups: { 'demo/workers': { maxSize: 'many' } } } } },
      'clusters.demo.nodeGroups.demo/workers.maxSize: "many" is not of type number',
    ],
    [
      'a required member taken away',
      { subnets: { 'subnet-a': { cidr: null } } },
      'subnets.subnet-a.cidr: nothing is not of type string',
    ],
    [
      'an object over a list of values',
      { clusters: { demo: { subnetIds: { 'subnet-a': null } } } },
      'clusters.demo.subnetIds: this is a list of values: a patch replaces it by another list',
    ],
    ['a record that is a value', { subnets: { 'subnet-x': 3 } }, 'subnets.subnet-x: a record is a JSON object'],
  ])('%s', (_, patch, message) => {
    expect(() => patchSnapshot(snapshot, patch)).toThrow(expect.objectContaining({ name: 'InvalidInput', message }));
  });

  it('a record over a list that was not observed: the list is not complete by that', () => {
    expect(() => patchSnapshot(without(snapshot, 'subnets'), { subnets: { 'subnet-a': { state: 'x' } } })).toThrow(
      'subnets: was not observed: write a list of all there are in place of it',
    );
  });
});

/** The examples of RFC 7396, appendix A, as far as they are objects over objects, laid over the tags of a subnet. */
describe('the examples of RFC 7396', () => {
  it.each([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{}, { a: null }, {}],
  ])('%j with %j is %j', (tags, patch, result) => {
    const before = aSnapshot({ subnets: { 'subnet-a': { tags: tags as Record<string, string> } } });
    expect(
      patched({ subnets: { 'subnet-a': { tags: patch } } }, before).account.subnets.find('subnet-a')?.tags,
    ).toEqual(result);
  });
});
