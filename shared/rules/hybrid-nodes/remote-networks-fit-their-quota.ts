import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import type { Fix } from '../../engine/verdict.ts';
import { AddressSet } from '../../model/address-set.ts';
import { remoteNodeNetworks, remotePodNetworks } from '../../model/remote-networks.ts';
import { NotObserved } from '../../model/view/reveal.ts';

interface Count {
  readonly [fact: string]: string | number;
  readonly cluster: string;
  readonly use: string;
  readonly networks: number;
  readonly quota: number;
}
const counted = ({ cluster, use, networks, quota }: Count): string =>
  `${cluster} has ${networks} remote ${use} networks, of ${quota} that its quota allows`;

export const remoteNetworksFitTheirQuota = defineRule({
  code: 'F3',
  name: 'remote-networks-fit-their-quota',
  aliases: ['hybrid-cidr-quota'],
  title: 'A cluster has no more remote node and pod networks than EKS allows',
  severity: 'medium',
  profile: 'hybrid',
  resourceType: 'cluster',
  why: 'EKS takes at most 15 remote node and 15 remote pod networks for a cluster. At the quota the next site or network on premises cannot be added to the cluster.',
  how: 'Counts the CIDR blocks of remote node networks and, apart from them, those of remote pod networks. More than the quota, which only a request that raised it explains, is of medium severity; as good as used up is of low severity. The quota can be raised: set the parameter to the raised value.',
  fix: 'Name adjacent networks as one block, or request a higher quota.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-cluster-update.html',
  ],

  parameters: z.strictObject({
    quota: z.int().min(1).default(15).describe('Most remote node, and most remote pod, networks of a cluster.'),
    warnRemaining: z
      .int()
      .min(0)
      .default(2)
      .describe('How many networks the quota has to leave room for, that many included in the warning.'),
  }),

  messages: {
    over: (e: Count) => `${counted(e)}.`,
    near: (e: Count) => `${counted(e)}: there is room for ${e.quota - e.networks} more.`,
  },

  subjects: ({ cluster }) => [cluster],

  *evaluate(cluster, { view, parameters, violation, notApplicable, aws }) {
    const { quota, warnRemaining } = parameters;
    const lists = [
      { use: 'node', member: 'remoteNodeNetworks', networks: remoteNodeNetworks(view) },
      { use: 'pod', member: 'remotePodNetworks', networks: remotePodNetworks(view) },
    ];
    if (lists.every(({ networks }) => networks.length === 0)) {
      return notApplicable('The cluster has no remote network configuration.');
    }
    for (const { use, member, networks } of lists) {
      if (networks.length < quota - warnRemaining) continue;
      const fewest = networks.some((network) => network instanceof NotObserved)
        ? undefined
        : AddressSet.of(...networks.filter((network) => typeof network === 'string')).toCidrs();
      const over = networks.length > quota;
      const setting = JSON.stringify({ [member]: [{ cidrs: fewest }] });
      const merge: Fix = {
        text: 'Name adjacent networks as one block.',
        command: aws`eks update-cluster-config --name ${cluster.id} --remote-network-config ${setting}`,
      };
      yield violation(
        over ? 'over' : 'near',
        { cluster: view.name, use, networks: networks.length, quota },
        {
          ...(over ? {} : { severity: 'low' as const }),
          cause: { kind: 'remote-network-quota', resource: `${view.name} ${use}` },
          fix:
            fewest && fewest.length < networks.length
              ? merge
              : { text: 'Name wider blocks that hold several networks, or request a higher quota.' },
        },
      );
    }
    return undefined;
  },
});
