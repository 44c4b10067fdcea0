import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkAccount } from '../../../../shared/app/check-account.ts';
import { defaultSettings } from '../../../../shared/engine/settings.ts';
import { anonymised, pseudonymsFor } from '../../../../shared/model/snapshot/anonymise/anonymised.ts';
import { parseSnapshot } from '../../../../shared/model/snapshot/parse-snapshot.ts';
import type { Snapshot } from '../../../../shared/model/snapshot/snapshot.ts';
import { rules } from '../../../../shared/rules/index.ts';
import { choices, flipAll } from '../../../support/bit-choices.ts';
import { loadCases } from '../../../support/load-cases.ts';
import { changed, changes } from '../../../support/random-changes.ts';
import { aSnapshot } from '../../../support/snapshot-builders.ts';
import { acme } from './acme.ts';

type Naming = (type: string, id: string) => string;

/** What is decided, without the words it is told in. */
function decisions(snapshot: Snapshot, naming: Naming = (_, id) => id): readonly string[] {
  const now = '2026-11-22T09:00:00Z';
  const { verdicts } = checkAccount(snapshot, { rules, settings: defaultSettings, now, version: '0' });
  return verdicts
    .map(({ code, cluster, resource, status, severity, violations, missing }) =>
      JSON.stringify([
        code,
        cluster === null ? null : naming('cluster', cluster),
        naming(resource.type, resource.id),
        status,
        severity,
        violations
          .map((found) => [found.kind, found.severity, naming(found.resource.type, found.resource.id)].join())
          .sort(),
        missing.map(({ fact, kind }) => `${fact} ${kind}`).sort(),
      ]),
    )
    .sort();
}

function namingOf(snapshot: Snapshot): Naming {
  const { id, name } = pseudonymsFor(snapshot);
  const groups = JSON.stringify(snapshot.autoScalingGroups);
  return (type, text) => {
    if (type === 'cluster') return name('cluster', text);
    if (type === 'load-balancer') return name(type, text);
    const [cluster = '', own] = text.split('/');
    if (own === undefined) return type === 'node-group' ? name('auto-scaling-group', text) : id(text);
    if (type === 'add-on') return `${name('cluster', cluster)}/${own}`;
    const kind = groups.includes(`"id":"${own}"`)
      ? 'auto-scaling-group'
      : type === 'fargate-profile'
        ? type
        : 'node-group';
    return `${name('cluster', cluster)}/${name(kind, own)}`;
  };
}

function expectSameDecisions(snapshot: Snapshot, bit = flipAll): void {
  expect(decisions(anonymised(snapshot, { bit }))).toEqual(decisions(snapshot, namingOf(snapshot)));
}

const tables = await loadCases();
const { snapshot: sample } = parseSnapshot(
  JSON.parse(readFileSync(new URL('../../../../examples/sample-account.json', import.meta.url), 'utf8')),
);
const snapshots = [aSnapshot(), sample, acme, ...tables.flatMap(({ cases }) => cases.map(({ given }) => given))];
const anySnapshot = fc.nat(snapshots.length - 1);
const snapshotAt = (index: number): Snapshot => snapshots[index] ?? sample;

describe('an anonymised snapshot', () => {
  it('of the sample account has the same verdicts', () => {
    expectSameDecisions(sample);
  });

  it.each(tables.map(({ rule, cases }) => [rule.code, cases] as const))(
    'of each case of %s has the same verdicts',
    (_, cases) => {
      for (const { given } of cases) expectSameDecisions(given);
    },
  );

  it('has the same verdicts after random changes', () => {
    fc.assert(
      fc.property(anySnapshot, changes, choices, (index, edits, bit) => {
        expectSameDecisions(changed(snapshotAt(index), edits), bit);
      }),
      { numRuns: 150, seed: 20261121 },
    );
  });

  it('can be read, and is the same one every time', () => {
    fc.assert(
      fc.property(anySnapshot, choices, (index, bit) => {
        const text = JSON.stringify(anonymised(snapshotAt(index), { bit }));
        expect(parseSnapshot(JSON.parse(text))).toEqual({ snapshot: JSON.parse(text), unknownMembers: 0 });
        expect(JSON.stringify(anonymised(snapshotAt(index), { bit }))).toBe(text);
      }),
    );
  });

  it('keeps its pseudonyms when it is anonymised again', () => {
    fc.assert(
      fc.property(anySnapshot, choices, (index, bit) => {
        const once = anonymised(snapshotAt(index), { bit });
        expect(anonymised(once, { bit: () => false })).toEqual(once);
      }),
    );
  });

  it('shows no id, account or public address of the original', () => {
    const original = JSON.stringify(sample);
    const found = [
      original.match(/\b[a-z-]+-[0-9a-f]{8,17}\b/g),
      original.match(/\b\d{12}\b/g),
      original.match(/\b(?!10\.|172\.|192\.168\.|100\.|0\.)\d+\.\d+\.\d+\.\d+\b(?!\/)/g),
    ].map((texts) => new Set(texts));
    expect(found.map(({ size }) => size > 1)).toEqual([true, true, true]);
    const after = new Set(JSON.stringify(anonymised(sample, { bit: flipAll })).split(/[^0-9a-z.-]/));
    expect(found.map((texts) => [...texts.intersection(after)])).toEqual([[], [], []]);
  });

  it('shows no word of the owner', () => {
    expect(JSON.stringify(acme).match(/acme/gi)?.length).toBeGreaterThan(100);
    expect(JSON.stringify(anonymised(acme, { bit: flipAll })).match(/.{60}acme.{20}/gi)).toBeNull();
  });

  it('leaves every reason out but for the action', () => {
    const { clusters, subnets } = anonymised(acme, { bit: flipAll });
    expect(subnets).toContainEqual({
      observed: false,
      kind: 'unread',
      reason: 'ec2:DescribeSubnets was not observed',
      action: 'ec2:DescribeSubnets',
      of: 'vpc-00000000000000002',
    });
    expect(clusters).toContainEqual({
      observed: false,
      kind: 'unread',
      reason: 'this was not observed',
      of: 'cluster-1',
    });
  });
});
