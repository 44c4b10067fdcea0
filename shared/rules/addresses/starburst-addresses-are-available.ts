import * as z from 'zod';
import type { AwsCommand } from '../../engine/aws-command.ts';
import { defineRule } from '../../engine/define-rule.ts';
import type { Fix } from '../../engine/verdict.ts';
import { nodeBound } from '../../model/node-capacity.ts';
import { heldInPools, starburstBudget } from '../../model/starburst-budget.ts';
import { starburstGroups } from '../../model/starburst-groups.ts';
import type { NodeGroup } from '../../model/view/records.ts';
import type { ClusterView } from '../../model/view/views.ts';

export const starburstAddressesAreAvailable = defineRule({
  code: 'B3',
  name: 'starburst-addresses-are-available',
  aliases: ['sep-ip-budget'],
  title: 'The addresses that Starburst’s sizing formula asks for are reliably available',
  severity: 'high',
  profile: 'sep',
  resourceType: 'cluster',
  why: 'Starburst asks for twice the addresses of one interface for every coordinator and worker at the autoscaling maximum, available at all times; with fewer, workers do not start.',
  how: 'Nodes at the maximum × addresses of one interface of the instance type × interfaces per node, compared with what is free in the groups’ subnets and what their running nodes hold there already.',
  fix: 'Move the groups to larger subnets, free addresses, or lower the maximum.',
  references: [
    'https://docs.starburst.io/latest/k8s/requirements.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/AvailableIpPerENI.html',
  ],

  parameters: z.strictObject({
    interfacesPerInstance: z.int().min(1).default(2).describe('Interfaces per node in the formula.'),
    sepIncludeSupport: z
      .boolean()
      .default(false)
      .describe('Whether the node group of the support services counts too.'),
  }),

  messages: {
    tooFew: (e: {
      cluster: string;
      neededAddresses: number;
      freeAddresses: number;
      heldAddresses: number;
      heldIsKnown: boolean;
      subnets: readonly string[];
      deficit: number;
      terms: readonly string[];
    }) =>
      `Starburst in ${e.cluster} needs ${e.neededAddresses} addresses at its maximum (${e.terms.join(' + ')}); ${e.subnets.join(
        ' and ',
      )} ${e.subnets.length > 1 ? 'have' : 'has'} ${e.freeAddresses} free and its nodes hold ${e.heldIsKnown ? '' : 'at most '}${e.heldAddresses}, ${e.deficit} too few.`,
  },

  subjects: ({ cluster }) => [cluster],

  *evaluate(cluster, { view, parameters, violation, aws }) {
    const { workers, support } = starburstGroups(view);
    if (workers.length === 0) view.declaration('sepWorkerGroup');
    if (parameters.sepIncludeSupport && support.length === 0) view.declaration('sepSupportGroup');
    const groups = parameters.sepIncludeSupport ? [...workers, ...support] : workers;

    const budget = starburstBudget(view, groups, parameters.interfacesPerInstance);
    const { needed, terms, subnets, free, hidden } = budget;
    if (hidden[0]) throw hidden[0];
    if (needed <= free.low) return undefined;

    const { held, hiding } = heldInPools(view, groups, budget);
    const deficit = needed - free.high - held.high;
    if (deficit > 0) {
      const subnetIds = subnets.map(({ id }) => id);
      yield violation(
        'tooFew',
        {
          cluster: cluster.id,
          neededAddresses: needed,
          freeAddresses: free.high,
          heldAddresses: held.high,
          heldIsKnown: !hiding,
          deficit,
          subnets: subnetIds,
          terms,
        },
        {
          cause: { kind: 'subnet-full', resource: subnetIds.join(' ') },
          fix: lowerMaximumFix(view, groups, free.high + held.high, needed, aws),
        },
      );
    }
    if (hiding && deficit <= 0 && needed > free.low + held.low) throw hiding;
    return undefined;
  },
});

/** A single group has a largest maximum for which the addresses are enough. */
function lowerMaximumFix(
  view: ClusterView,
  groups: readonly NodeGroup[],
  available: number,
  needed: number,
  aws: AwsCommand,
): Fix {
  const more = 'move Starburst to larger subnets in the same zone, or release addresses';
  const [group, ...others] = groups;
  const nodes = group ? nodeBound(view.account, group) : 0;
  const maximum = Math.floor((available * nodes) / needed);
  if (
    !group ||
    others.length > 0 ||
    nodes !== group.maxSize ||
    maximum < Math.max(1, group.minSize, group.desiredSize)
  ) {
    return { text: `Give Starburst more addresses: ${more}.` };
  }
  return {
    text: `Lower the maximum of ${group.id} from ${nodes} to ${maximum}, the largest that fits. To keep it, ${more}.`,
    command: aws`eks update-nodegroup-config --cluster-name ${view.name} --nodegroup-name ${group.name} --scaling-config ${`maxSize=${maximum}`}`,
  };
}
