import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PathAnswer } from '../../../shared/model/path/answer.ts';
import { pathEnd } from '../../../shared/model/path/ends.ts';
import { tracePath } from '../../../shared/model/path/trace-path.ts';
import type { Snapshot } from '../../../shared/model/snapshot/snapshot.ts';
import { type Drop, type Host, isIn, Simulator } from '../../support/packet-simulator.ts';
import { clientPorts, places, randomNetwork } from '../../support/random-networks.ts';
import { viewOf } from '../../support/view-of.ts';

const addressesIn = (block: string): readonly string[] => {
  const [base = ''] = block.split('/');
  return Array.from({ length: 4 }, (_, index) => base.replace(/\d+$/, (last) => String(Number(last) + index)));
};

type Place = keyof typeof places;
const outside = (place: 'premises' | 'internet'): readonly Host[] =>
  addressesIn(places[place]).map((address) => ({ address, securityGroupIds: [], hasPublicAddress: true }));
const inside = (place: Place, securityGroupIds: readonly string[], hasPublicAddress = false): readonly Host[] =>
  addressesIn(places[place]).map((address) => ({ address, subnetId: place, securityGroupIds, hasPublicAddress }));

const nodes = ['sg-nodes', 'sg-extra'];
const isPublic = (snapshot: Snapshot) => new Simulator(snapshot).subnet('subnet-a').mapPublicIpOnLaunch === true;
const nodesInA = (snapshot: Snapshot) => inside('subnet-a', nodes, isPublic(snapshot));
const allNodes = (snapshot: Snapshot) => [...nodesInA(snapshot), ...inside('subnet-b', nodes)];
const controlPlane = () => [...inside('subnet-a', ['sg-cluster']), ...inside('subnet-b', ['sg-cluster'])];
const only = (address: string, hosts: readonly Host[]) => hosts.filter((host) => host.address === address);

interface Flow {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol?: 'tcp' | 'udp';
  readonly sources: (snapshot: Snapshot) => readonly Host[];
  readonly destinations: (snapshot: Snapshot) => readonly Host[];
}

const flows: readonly Flow[] = [
  { from: 'subnet-a', to: 'api', port: 443, sources: nodesInA, destinations: controlPlane },
  { from: 'nodes', to: 'dns', port: 53, protocol: 'udp', sources: allNodes, destinations: allNodes },
  { from: 'control-plane', to: 'kubelet', port: 10_250, sources: controlPlane, destinations: allNodes },
  {
    from: 'subnet-a',
    to: 'sts',
    port: 443,
    sources: nodesInA,
    destinations: () => inside('subnet-b', ['sg-endpoints']),
  },
  { from: 'subnet-a', to: places.internet, port: 443, sources: nodesInA, destinations: () => outside('internet') },
  { from: 'nodes', to: places.internet, port: 443, sources: allNodes, destinations: () => outside('internet') },
  {
    from: 'control-plane',
    to: places.internet,
    port: 443,
    sources: controlPlane,
    destinations: () => outside('internet'),
  },
  {
    from: 'control-plane',
    to: places.premises,
    port: 10_250,
    sources: controlPlane,
    destinations: () => outside('premises'),
  },
  { from: places.premises, to: 'api', port: 443, sources: () => outside('premises'), destinations: controlPlane },
  {
    from: 'eni-node-a',
    to: 'eni-eks-b',
    port: 443,
    sources: () => only('10.0.1.1', inside('subnet-a', nodes)),
    destinations: () => only('10.0.2.1', controlPlane()),
  },
  {
    from: 'eni-eks-a',
    to: 'eni-node-b',
    port: 10_250,
    sources: () => only('10.0.1.2', controlPlane()),
    destinations: () => only('10.0.2.2', inside('subnet-b', nodes)),
  },
  {
    from: 'eni-node-b',
    to: '192.0.2.3/32',
    port: 443,
    sources: () => only('10.0.2.2', inside('subnet-b', nodes)),
    destinations: () => only('192.0.2.3', outside('internet')),
  },
  {
    from: 'eni-node-b',
    to: '10.80.0.3/32',
    port: 443,
    sources: () => only('10.0.2.2', inside('subnet-b', nodes)),
    destinations: () => only('10.80.0.3', outside('premises')),
  },
];

interface Sent {
  readonly source: Host;
  readonly destination: Host;
  readonly drop: Drop | undefined;
}

/** Every packet of the flow, and what became of it. */
function* send(snapshot: Snapshot, { sources, destinations, port, protocol = 'tcp' }: Flow): Generator<Sent> {
  const simulator = new Simulator(snapshot);
  for (const source of sources(snapshot)) {
    for (const destination of destinations(snapshot)) {
      if (source.address === destination.address) continue;
      for (const sourcePort of clientPorts) {
        const packet = { source: source.address, sourcePort, destination: destination.address, port, protocol };
        yield { source, destination, drop: simulator.connect(source, destination, packet) };
      }
    }
  }
}

function traced(snapshot: Snapshot, { from, to, port, protocol = 'tcp' }: Flow): PathAnswer {
  const view = viewOf(snapshot);
  const [start, end] = [pathEnd(view, from), pathEnd(view, to)];
  if (!start || !end) throw new Error(`${from} or ${to} is nothing here.`);
  return tracePath(view, { from: start, to: end, protocol, port });
}

const asDrop = ({ block }: PathAnswer) =>
  block && { heading: block.heading, by: block.kind, component: block.component };

/** How often each end of the property was reached, so that it cannot hold for want of cases. */
const seen = new Map<string, number>();
const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);

describe('tracing a path', () => {
  it.each(flows.map((flow) => [`${flow.from} → ${flow.to}`, flow] as const))(
    'agrees with sending every packet: %s',
    (_, flow) => {
      fc.assert(
        fc.property(randomNetwork, (snapshot) => {
          const answer = traced(snapshot, flow);
          const drops = [...send(snapshot, flow)].filter(({ drop }) => drop !== undefined);
          expect({ verdict: answer.verdict, missing: answer.missing }).toEqual({
            verdict: drops.length === 0 ? 'reachable' : 'blocked',
            missing: [],
          });
          count(answer.verdict);
          if (!answer.block) return;
          count(`${answer.block.heading} ${answer.block.kind}`);
          expect(drops.map(({ drop }) => drop)).toContainEqual(asDrop(answer));
          const isForward = drops.every(({ drop }) => drop?.heading === 'forward');
          if (flow.from.startsWith('eni-') && isForward) expect(asDrop(answer)).toEqual(drops[0]?.drop);
          for (const part of answer.block.part) expectLost(part, drops);
        }),
        { numRuns: 300, seed: 20_261_121 },
      );
    },
  );

  it('met all kinds of obstacles on the way', () => {
    for (const what of [
      'forward security-group',
      'forward network-acl',
      'return network-acl',
      'forward route',
      'return route',
      'forward gateway',
      'return gateway',
      'forward public-address',
      'reachable',
    ])
      expect([what, (seen.get(what) ?? 0) > 5]).toEqual([what, true]);
  });
});

/** Of a part that is said not to get through, packets were lost indeed, at either end of the flow. */
function expectLost(part: string, drops: readonly Sent[]): void {
  const ends = drops.flatMap(({ source, destination }) => [source.address, destination.address]);
  expect([part, ends.some((address) => isIn(address, part))]).toEqual([part, true]);
}
