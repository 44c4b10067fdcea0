import { defineRule } from '../../engine/define-rule.ts';
import { type AddressAssumptions, addressPlan, clustersOf } from '../../model/address-demand.ts';
import { scopeWithAutomaticSubnets } from '../../model/automatic-nodes.ts';
import { remembered } from '../../model/view/memo.ts';
import {
  assumptionsInWords,
  headroomFix,
  type PoolFacts,
  poolFacts,
  steadyMinutes,
  tooFewForPool,
} from '../headroom.ts';
import { addressAssumptionsSchema } from '../parameters.ts';

export const nodeSubnetsHaveAddressesForFullNodes = defineRule({
  code: 'B2',
  name: 'node-subnets-have-addresses-for-full-nodes',
  aliases: ['subnet-full-density-headroom'],
  title: 'Node subnets have enough free addresses even when every node runs as many pods as it can',
  severity: 'low',
  profile: 'baseline',
  resourceType: 'subnet',
  why: 'A node with one pod holds two interfaces, a full one holds all that its instance type has: a subnet that is large enough for the nodes may still be too small for their pods.',
  how: 'As B1, with the model `max`: each node holds what the VPC CNI needs for as many pods as the kubelet admits. Where B1 already finds too few addresses, this rule says nothing.',
  fix: 'Give the pool more addresses (larger subnets, pod subnets in a secondary block), limit the pods per node, or lower the maximum sizes.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/best-practices/ip-opt.html',
    'https://github.com/aws/amazon-vpc-cni-k8s/blob/master/docs/eni-and-ip-target.md',
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/AvailableIpPerENI.html',
  ],
  steadyMinutes,

  parameters: addressAssumptionsSchema,

  messages: {
    tooFew: (e: PoolFacts) => tooFewForPool(e, 'at their maximum with as many pods as fit'),
  },

  subjects: scopeWithAutomaticSubnets,

  *evaluate(subnet, { view, parameters, violation, note, notApplicable, each, aws }) {
    const assumptions = atFullDensity(parameters);
    const usual = addressPlan(view, parameters);
    const full = addressPlan(view, assumptions);
    const [before, pool] = [usual.poolOf(subnet.id), full.poolOf(subnet.id)];
    if (!before || !pool || !clustersOf(pool.pool).includes(view)) {
      if (full.hidden[0]) throw full.hidden[0];
      return notApplicable('No node group of the cluster launches nodes in this subnet.');
    }
    if (before.shortage.low > 0) return notApplicable('The addresses do not even suffice for the nodes (B1).');
    const unsettled = [...before.missing, ...usual.hidden, ...pool.missing];
    if (unsettled.length > 0) {
      yield* each(unsettled, nothing);
      return undefined;
    }
    if (before.shortage.high > 0) throw before.demand.unsure();
    for (const text of assumptionsInWords(pool)) yield note(text);
    if (pool.shortage.low > 0) {
      yield violation('tooFew', poolFacts(pool, assumptions), {
        cause: { kind: 'subnet-full', resource: pool.pool.subnets.map(({ id }) => id).join(' ') },
        fix: headroomFix(pool, full.pools, assumptions, aws),
      });
    } else if (pool.shortage.high > 0) throw pool.demand.unsure();
    return undefined;
  },
});

const atFullDensity = remembered((usual: AddressAssumptions) => ({ ...usual, headroomModel: 'max' as const }));

function* nothing(): Generator<never, void> {}
