import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { addressWhatIf, isTooSmall } from '../../../shared/app/what-if/address-what-if.ts';
import { parseAddedSubnet, parseSet } from '../../../shared/app/what-if/change.ts';
import { defaultSettings } from '../../../shared/engine/settings.ts';
import { instanceTypeInTable } from '../../../shared/model/instance-types/table.ts';
import type { Snapshot } from '../../../shared/model/snapshot/snapshot.ts';
import { runningNodes } from '../../support/running-nodes.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

interface Asked {
  readonly set?: readonly string[];
  readonly addSubnet?: readonly string[];
  readonly podsPerNode?: number;
  readonly declare?: object;
}

const ask = (snapshot: Snapshot, { set = [], addSubnet = [], podsPerNode, declare = {} }: Asked = {}) =>
  addressWhatIf(
    snapshot,
    { ...defaultSettings, declarationsOf: () => declare },
    {
      cluster: 'demo',
      changes: [...set.map(parseSet), ...addSubnet.map(parseAddedSubnet)],
      podsPerNode,
      typeNamed: instanceTypeInTable,
      refused: ({ text }, { message }) => new Error(`${text}: ${message}`),
    },
  );

/** A group of at most `max` nodes m5.xlarge in a subnet of its own, `running` of them with 30 addresses each. */
const aGroup = ({ free = 251, max = 7, running = 0, group = {} }) => {
  const nodes = runningNodes({ count: running, held: 30, subnetId: 'subnet-sep', group: 'demo/sep' });
  return aSnapshot({
    subnets: {
      'subnet-sep': { cidr: '10.0.9.0/24', freeIpv4Addresses: free, zone: 'us-east-1a', zoneId: 'use1-az1', tags: {} },
    },
    cluster: {
      nodeGroups: {
        'demo/workers': null,
        'demo/sep': {
          name: 'sep',
          subnetIds: ['subnet-sep'],
          instanceTypes: ['m5.xlarge'],
          minSize: 0,
          maxSize: max,
          desiredSize: running,
          autoScalingGroupNames: [],
          ...group,
        },
      },
    },
    instances: nodes.instances,
    networkInterfaces: nodes.networkInterfaces,
    instanceTypes: {
      'm5.xlarge': { bareMetal: false, hypervisor: 'nitro', maximumInterfaces: 4, ipv4AddressesPerInterface: 15 },
    },
  });
};

const sepZone = (outlook: ReturnType<typeof ask>['now'] | null) =>
  outlook?.zones.find(({ subnets }) => subnets.some(({ id }) => id === 'subnet-sep'));
const sepPool = (outlook: ReturnType<typeof ask>['now'] | null) => {
  const pool = sepZone(outlook)?.pools[0];
  return [pool?.neededAtMaximum, pool?.available, pool?.availableForPods, pool?.short];
};
const sepGroup = (outlook: ReturnType<typeof ask>['now'] | null) => outlook?.groups.find(({ id }) => id === 'demo/sep');
const exactly = (value: number) => ({ low: value, high: value });

describe('where the addresses of a cluster go', () => {
  it('is told by zone and subnet, with what the groups need at their maximum', () => {
    const { now, after } = ask(aGroup({ free: 110, running: 4 }));
    expect(after).toBeNull();
    expect(sepZone(now)?.subnets.find(({ id }) => id === 'subnet-sep')).toEqual({
      id: 'subnet-sep',
      name: null,
      cidr: '10.0.9.0/24',
      usable: 251,
      free: 110,
      heldByNodes: 120,
      heldByOthers: 21,
    });
    expect(sepPool(now)).toEqual([exactly(90), 110, 0, exactly(0)]);
    expect(sepGroup(now)).toMatchObject({ maximum: 7, running: 4, addressesPerNode: 30, instanceType: 'm5.xlarge' });
  });

  it('has room for a surge now that is gone at the maximum', () => {
    const { now } = ask(aGroup({ free: 110, running: 4 }));
    expect(sepGroup(now)?.update).toEqual([
      { zoneId: 'use1-az1', nodes: 2, needed: 60, fits: true, fitsAtMaximum: false },
    ]);
    expect(isTooSmall(ask(aGroup({ free: 110, running: 4 })))).toBe(false);
  });

  it('runs out where a surge or the maximum does not fit', () => {
    const noSurge = ask(aGroup({ free: 41, running: 7 }));
    expect(sepGroup(noSurge.now)?.update[0]?.fits).toBe(false);
    expect(isTooSmall(noSurge)).toBe(true);
    const small = ask(aGroup({ free: 123 }));
    expect(sepPool(small.now)).toEqual([exactly(210), 123, 0, exactly(87)]);
    expect(small.now.firstToRunOut).toEqual({
      zoneId: 'use1-az1',
      subnets: ['subnet-sep'],
      needed: 210,
      short: exactly(87),
    });
    expect(isTooSmall(small)).toBe(true);
  });

  it('adds nothing for an update in place', () => {
    const { now } = ask(aGroup({ running: 4, group: { update: { strategy: 'MINIMAL' } } }));
    expect(sepGroup(now)?.update).toEqual([]);
  });

  it('takes an upgrade of the control plane into account', () => {
    const subnets = { 'subnet-a': { freeIpv4Addresses: 4 }, 'subnet-b': { freeIpv4Addresses: 40 } };
    const { now } = ask(aSnapshot({ subnets }));
    expect(now.controlPlane).toMatchObject({ needed: 5, zonesNeeded: 2, fits: false });
  });

  it('says what is not known in place of a number', () => {
    const { now } = ask(without(aGroup({ running: 4 }), 'instanceTypes'));
    expect(now.missing.map(({ fact }) => fact)).toEqual(['instanceTypes']);
    expect(sepPool(now)[0]).toMatchObject({ high: null });
  });
});

describe('the largest safe maximum of a group', () => {
  const largest = (...given: Parameters<typeof aGroup>) => sepGroup(ask(aGroup(...given)).now)?.largestSafeMaximum;

  it('is the last at which everything fits', () => {
    expect(largest({ free: 251 })).toBe(8);
    expect(largest({ free: 110, running: 4 })).toBe(7);
    expect(largest({ free: 29 })).toBe(0);
  });

  it('is proved by asking for it, and for one more', () => {
    fc.assert(
      fc.property(fc.nat(251), fc.nat(5), (free, running) => {
        const snapshot = aGroup({ free, max: 40, running });
        const safe = largest({ free, max: 40, running });
        if (safe === undefined || safe === null) throw new Error('nothing hides the answer here');
        const shortAt = (max: number) =>
          sepPool(ask(snapshot, { set: [`sep.maxSize=${max}`, 'sep.desiredSize=0'] }).after)[3];
        expect(shortAt(safe)).toEqual(exactly(0));
        expect(shortAt(safe + 1)).not.toEqual(exactly(0));
      }),
      { numRuns: 40 },
    );
  });
});

describe('a change', () => {
  it('of a maximum stands beside now', () => {
    const { now, after, changes } = ask(aGroup({ running: 4, free: 110 }), { set: ['sep.maxSize=20'] });
    expect(changes).toEqual(['sep.maxSize=20']);
    expect(sepPool(now)).toEqual([exactly(90), 110, 0, exactly(0)]);
    expect(sepPool(after)).toEqual([exactly(480), 110, 0, exactly(370)]);
  });

  it('of the maximum sets the Auto Scaling group behind as well', () => {
    const raised = aGroup({ group: { autoScalingGroupNames: ['asg-sep'] } });
    const snapshot = {
      ...raised,
      autoScalingGroups: [
        {
          id: 'asg-sep',
          minSize: 0,
          maxSize: 9,
          desiredCapacity: 0,
          subnetIds: ['subnet-sep'],
          instanceTypes: [],
          choosesByAttributes: false,
          instanceIds: [],
          suspendedProcesses: [],
          tags: { 'eks:cluster-name': 'demo', 'eks:nodegroup-name': 'sep' },
        },
      ],
    };
    const { now, after } = ask(snapshot, { set: ['sep.maxSize=5'] });
    expect(sepGroup(now)?.maximum).toBe(9);
    expect(sepGroup(after)?.maximum).toBe(5);
  });

  it('of the VPC CNI replaces every node of the cluster', () => {
    const { after } = ask(aGroup({ running: 4, free: 110 }), { set: ['cni.WARM_IP_TARGET=2'] });
    expect(sepZone(after)?.subnets.find(({ id }) => id === 'subnet-sep')).toMatchObject({ free: 230, heldByNodes: 0 });
    expect(sepGroup(after)?.addressesPerNode).toBe(4);
    expect(sepPool(after)[0]).toEqual(exactly(28));
    expect(after?.notes[0]).toMatch(/^Nodes that the change concerns count as replaced/);
  });

  it('to custom networking leaves the nodes one address each, and says where the pods’ own are', () => {
    const { after } = ask(aGroup({ free: 123 }), { set: ['cni.AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG=true'] });
    expect(sepPool(after)[0]).toEqual(exactly(7));
    expect(sepGroup(after)?.addressesPerNode).toBe(31);
    expect(after?.notes).toContainEqual(expect.stringMatching(/^With custom networking pods take their addresses/));
  });

  it('of the VPC CNI lies over what is declared', () => {
    const declare = { cni: { MINIMUM_IP_TARGET: '10', WARM_IP_TARGET: '1' } };
    const { now, after } = ask(aGroup({}), { set: ['cni.MINIMUM_IP_TARGET=20'], declare });
    expect([sepGroup(now)?.addressesPerNode, sepGroup(after)?.addressesPerNode]).toEqual([11, 22]);
  });

  it('of the VPC CNI decides nothing while the rest of its settings is not known', () => {
    const snapshot = aGroup({});
    const clusters = (Array.isArray(snapshot.clusters) ? snapshot.clusters : []).map((cluster) => ({
      ...cluster,
      addOns: { observed: false as const, kind: 'unread' as const, reason: 'eks:ListAddons was denied' },
    }));
    const { after } = ask({ ...snapshot, clusters } as Snapshot, { set: ['cni.WARM_IP_TARGET=2'] });
    expect(after?.missing.map(({ reason }) => reason)).toEqual(['eks:ListAddons was denied']);
  });

  it('of the instance type replaces the nodes of its group, by a type that the table knows', () => {
    const { after } = ask(aGroup({ running: 4, free: 110 }), { set: ['sep.instanceType=m5.24xlarge'] });
    expect(sepGroup(after)).toMatchObject({ instanceType: 'm5.24xlarge', addressesPerNode: 100, running: 0 });
    expect(sepPool(after)).toEqual([exactly(700), 230, 0, exactly(470)]);
  });

  it('of the pods on each node needs no change at all', () => {
    expect(sepGroup(ask(aGroup({}), { podsPerNode: 15 }).now)?.addressesPerNode).toBe(45);
  });

  it('adds a subnet for pods, which takes what lies on further interfaces', () => {
    const { after } = ask(aGroup({ free: 123 }), { addSubnet: ['100.64.0.0/18@use1-az1'] });
    expect(sepPool(after)).toEqual([exactly(210), 123, 16379, exactly(0)]);
  });

  it('adds a subnet for the nodes of a group, or for the control plane', () => {
    const { after } = ask(aGroup({ free: 123 }), { addSubnet: ['100.64.0.0/24@us-east-1a:sep'] });
    expect(sepPool(after)).toEqual([exactly(210), 374, 0, exactly(0)]);
    const full = aSnapshot({ subnets: { 'subnet-a': { freeIpv4Addresses: 4 } } });
    expect(ask(full, { addSubnet: ['100.64.0.0/28@use1-az1:control-plane'] }).after?.controlPlane?.fits).toBe(true);
  });

  it.each([
    [{ set: ['nobody.maxSize=3'] }, 'nobody.maxSize=3: demo has no node group "nobody"; there are sep'],
    [{ set: ['sepp.maxSize=3'] }, 'sepp.maxSize=3: demo has no node group "sepp" (did you mean sep?)'],
    [{ set: ['sep.minSize=8'] }, 'sep.minSize=8: sep: the minimum of 8 is above the maximum of 7'],
    [{ set: ['sep.desiredSize=8'] }, 'sep.desiredSize=8: sep: 8 nodes are desired, more than the maximum of 7'],
    [
      { set: ['sep.instanceType=m99.huge'] },
      'sep.instanceType=m99.huge: neither AWS’s answers nor Plumbline’s own table has the instance type m99.huge',
    ],
    [
      { addSubnet: ['10.0.9.128/25@use1-az1'] },
      '10.0.9.128/25@use1-az1: 10.0.9.128/25 overlaps subnet-sep (10.0.9.0/24)',
    ],
    [
      { addSubnet: ['100.64.0.0/18@use1-az9'] },
      '100.64.0.0/18@use1-az9: the VPC has no subnet in the zone "use1-az9" (did you mean use1-az1?)',
    ],
    [
      { addSubnet: ['100.64.0.0/18@use1-az1:other'] },
      '100.64.0.0/18@use1-az1:other: demo has no node group "other"; there are sep',
    ],
  ])('that cannot be is refused: %j', (asked, message) => {
    expect(() => ask(aGroup({}), asked)).toThrow(new Error(message));
  });
});
