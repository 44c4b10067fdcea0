import { describe, expect, it } from '@jest/globals';
import { addressesJson } from '../../../shared/reports/addresses/json.ts';
import type { NodeAddressReport } from '../../../shared/reports/addresses/node-addresses.ts';
import { renderNodeAddresses } from '../../../shared/reports/addresses/node-terminal.ts';
import type { AddressOutlook, AddressReport } from '../../../shared/reports/addresses/outlook.ts';
import { renderAddresses } from '../../../shared/reports/addresses/terminal.ts';

const now: AddressOutlook = {
  cluster: 'demo',
  vpc: 'vpc-main',
  zones: [
    {
      zoneId: 'use1-az1',
      zone: 'us-east-1a',
      subnets: [
        {
          id: 'subnet-a',
          name: 'nodes-a',
          cidr: '10.0.1.0/24',
          usable: 251,
          free: 88,
          heldByNodes: 140,
          heldByOthers: 23,
        },
        { id: 'subnet-b', name: null, cidr: null, usable: null, free: null, heldByNodes: null, heldByOthers: null },
      ],
      pools: [
        {
          subnets: ['subnet-a'],
          podSubnets: [],
          available: 88,
          availableForPods: 0,
          neededAtMaximum: { low: 118, high: 118 },
          terms: ['demo/ng1 3 more nodes × 30', '28 for load balancers in subnet-a'],
          short: { low: 30, high: 30 },
        },
      ],
    },
  ],
  groups: [
    {
      id: 'demo/ng1',
      cluster: 'demo',
      maximum: 7,
      running: 4,
      instanceType: 'm5.xlarge',
      addressesPerNode: 30,
      largestSafeMaximum: 6,
      limitedBy: 'use1-az1',
      update: [{ zoneId: 'use1-az1', nodes: 2, needed: 60, fits: true, fitsAtMaximum: false }],
    },
  ],
  controlPlane: { needed: 5, zonesNeeded: 2, zones: [{ zoneId: 'use1-az1', free: 88 }], fits: false },
  firstToRunOut: { zoneId: 'use1-az1', subnets: ['subnet-a'], needed: 118, short: { low: 30, high: 30 } },
  notes: ['Nodes are taken to run one pod each.'],
  missing: [],
};

const report = (parts: Partial<AddressReport> = {}): AddressReport => ({
  account: '111122223333',
  region: 'us-east-1',
  observedAt: '2026-11-21T09:00:00Z',
  changes: [],
  now,
  after: null,
  ...parts,
});

const after: AddressOutlook = {
  ...now,
  zones: now.zones.map((zone) => ({
    ...zone,
    subnets: [
      ...zone.subnets,
      {
        id: 'planned 100.64.0.0/18',
        name: null,
        cidr: '100.64.0.0/18',
        usable: 16379,
        free: 16379,
        heldByNodes: 0,
        heldByOthers: 0,
      },
    ],
    pools: zone.pools.map((pool) => ({ ...pool, availableForPods: 16379, short: { low: 0, high: null } })),
  })),
  groups: now.groups.map((group) => ({ ...group, largestSafeMaximum: null, limitedBy: null })),
  missing: [{ fact: 'addOns', resource: 'demo', kind: 'unread', reason: 'eks:ListAddons was denied' }],
};

describe('where the addresses go, in a terminal', () => {
  it('is a table by zone and subnet, then by group, then what runs out', () => {
    expect(renderAddresses(report(), { width: 100, colour: false })).toBe(`\
IPv4 addresses of demo in vpc-main · account 111122223333 · us-east-1

use1-az1 (us-east-1a)
  subnet-a  10.0.1.0/24  nodes-a           88 free of 251 (nodes 140, others 23)
  subnet-b                                 not known
  groups at their maximum                  need 118 of 88, 30 short
control-plane upgrade: 5 free in 2 zones   use1-az1 88: too few

demo/ng1
  addresses per node           30 (m5.xlarge)
  nodes at its maximum         7, 4 running
  largest safe maximum         6, limited by use1-az1
  rolling update in use1-az1   60 (2 nodes), not at the maximum

use1-az1 (subnet-a) runs out first: 30 addresses too few for the groups at their maximum.
At their maximum in use1-az1: demo/ng1 3 more nodes × 30 + 28 for load balancers in subnet-a.
Nodes are taken to run one pod each.
`);
  });

  it('has a column for after a change beside now', () => {
    const text = renderAddresses(report({ after, changes: ['ng1.maxSize=7'] }), { width: 100, colour: false });
    expect(text).toContain('after ng1.maxSize=7\n');
    expect(text).toMatch(/^ +now +after$/m);
    expect(text).toMatch(/^ {2}planned 100\.64\.0\.0\/18$/m);
    expect(text).toMatch(/^ {4}free of 16379 +– +16379$/m);
    expect(text).toMatch(/need 118 of 88, 30 short +need 118 of 88 and 16379 for pods, may not fit$/m);
    expect(text).toMatch(/largest safe maximum +6, limited by use1-az1 +not known$/m);
    expect(text).toMatch(
      /^control-plane upgrade +too few: 5 free in 2 zones +too few: 5 free in 2 zones\n {2}free in use1-az1 +88 +88$/m,
    );
    expect(text).toContain('Not known: addOns of demo (eks:ListAddons was denied).');
  });

  it('fits the screen, and shows nothing that a terminal would obey', () => {
    const hostile = report({
      after: { ...after, cluster: 'x'.repeat(200) },
      now: {
        ...now,
        cluster: '\u001b[31mred',
        groups: now.groups.map((group) => ({ ...group, id: `demo/${'\u202e'}${'g'.repeat(150)}` })),
      },
    });
    const text = renderAddresses(hostile, { width: 80, colour: false });
    for (const obeyed of ['\u001b', '\u202e']) expect(text).not.toContain(obeyed);
    const tooWide = text.split('\n').filter((line) => [...line].length > 110);
    expect(tooWide).toEqual([]);
  });

  it.each([
    [{ low: 22, high: 170 }, 'use1-az1 (subnet-a) runs out first: 22 to 170 addresses too few'],
    [{ low: 22, high: null }, 'use1-az1 (subnet-a) runs out first: at least 22 addresses too few'],
    [{ low: 0, high: 9 }, 'use1-az1 (subnet-a) may run out first, that depends on what is not known.'],
    [{ low: 0, high: 0 }, 'No subnets run out; the tightest are those of use1-az1 (subnet-a).'],
  ])('claims no more about a shortage of %j than is certain', (short, words) => {
    const firstToRunOut = { zoneId: 'use1-az1', subnets: ['subnet-a'], needed: 118, short };
    expect(renderAddresses(report({ now: { ...now, firstToRunOut } }), { width: 100, colour: false })).toContain(words);
  });

  it('says that it does not know which subnets run out first', () => {
    const unknown = report({ now: { ...now, firstToRunOut: null, missing: after.missing } });
    expect(renderAddresses(unknown, { width: 100, colour: false })).toContain('It is not known which subnets run out');
  });

  it('is JSON of the same facts', () => {
    expect(JSON.parse(addressesJson(report()))).toEqual({ format: 1, ...report() });
  });
});

describe('what one node holds, in a terminal', () => {
  const node: NodeAddressReport = {
    instanceType: 'm5.large',
    limits: { interfaces: 3, addressesPerInterface: 10, prefixDelegation: true, tableDate: '2026-11-21' },
    pods: 18,
    mode: 'secondary-addresses',
    settings: { WARM_ENI_TARGET: '0' },
    interfaces: [2, 3],
    secondaryAddresses: [18, 27],
    prefixes: 0,
    nodeSubnetAddresses: [20, 30],
    podSubnetAddresses: 0,
    podsServed: 18,
    maximumPods: 29,
    notes: ['Something to know.'],
  };

  it('is a number, or a range where there is no one number', () => {
    expect(renderNodeAddresses(node, { width: 100, colour: false })).toBe(`\
m5.large with 18 pods
WARM_ENI_TARGET=0

  interfaces                         [2, 3]
  secondary addresses                [18, 27]
  prefixes of 16                     0
  addresses from the node’s subnet   [20, 30]
  addresses from the pods’ subnet    0
  pods with an address               18
  maximum pods                       29

Something to know.
m5.large takes 3 interfaces with 10 addresses each (table of 2026-11-21).
`);
  });

  it('is JSON of the same facts', () => {
    expect(JSON.parse(addressesJson(node))).toEqual({ format: 1, ...node });
  });
});
