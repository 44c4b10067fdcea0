import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { overlaps, rangeOf } from '../../model/cidr.ts';
import { type NetworkPair, networkPairs } from '../../model/remote-overlaps.ts';

export const remoteNetworksOverlapNothing = defineRule({
  code: 'F2',
  name: 'remote-networks-overlap-nothing',
  aliases: ['hybrid-cidr-overlap'],
  title: 'Remote node, remote pod, VPC and service networks do not overlap',
  severity: 'high',
  profile: 'hybrid',
  resourceType: 'cluster',
  why: 'An address that is in two of the networks reaches one of them: what is meant for hybrid nodes or pods stays in the VPC, or is taken for a service. EKS refuses such a configuration, but a VPC block can be added later.',
  how: 'Compares each remote node and pod network with each other, with every IPv4 block of the VPC, secondary ones included, and with the service block. Overlaps within one list are of low severity.',
  fix: 'Use remote networks that overlap nothing else.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-networking.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    overlap: (e: { first: string; firstNetwork: string; second: string; secondNetwork: string }) =>
      `The ${e.first} ${e.firstNetwork} overlaps the ${e.second} ${e.secondNetwork}.`,
    repeated: (e: { first: string; firstNetwork: string; secondNetwork: string }) =>
      `The ${e.first} ${e.firstNetwork} overlaps another one of the same list, ${e.secondNetwork}.`,
  },

  subjects: ({ cluster }) => [cluster],

  *evaluate(_cluster, { view, violation, notApplicable, each }) {
    const pairs = networkPairs(view);
    if (pairs.length === 0) return notApplicable('The cluster has no remote network configuration.');
    yield* each(pairs, function* ({ first, firstNetwork, second, secondNetwork }: NetworkPair) {
      if (!overlaps(rangeOf(firstNetwork), rangeOf(secondNetwork))) return;
      const within = first === second;
      yield violation(
        within ? 'repeated' : 'overlap',
        { first, firstNetwork, second, secondNetwork },
        {
          ...(within ? { severity: 'low' } : {}),
          cause: { kind: 'cidr-overlap', resource: `${firstNetwork} ${secondNetwork}` },
          fix: {
            text: within
              ? `Name ${firstNetwork} and ${secondNetwork} as one block in the cluster’s remote networks.`
              : `Replace ${firstNetwork} in the cluster’s remote networks by a block that does not overlap ${secondNetwork}.`,
          },
        },
      );
    });
    return undefined;
  },
});
