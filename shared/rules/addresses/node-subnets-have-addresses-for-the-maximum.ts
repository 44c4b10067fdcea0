import { defineRule } from '../../engine/define-rule.ts';
import { addressPlan, clustersOf, isExhausted } from '../../model/address-demand.ts';
import { scopeWithAutomaticSubnets } from '../../model/automatic-nodes.ts';
import {
  assumptionsInWords,
  headroomFix,
  type PoolFacts,
  poolFacts,
  steadyMinutes,
  strandedInWords,
  tooFewForPool,
} from '../headroom.ts';
import { addressAssumptionsSchema } from '../parameters.ts';

export const nodeSubnetsHaveAddressesForTheMaximum = defineRule({
  code: 'B1',
  name: 'node-subnets-have-addresses-for-the-maximum',
  aliases: ['subnet-autoscaling-ip-headroom'],
  title: 'Node subnets have enough free addresses for every node group at its maximum size',
  severity: 'high',
  profile: 'baseline',
  resourceType: 'subnet',
  why: 'A group that cannot grow to its maximum fails when it is needed most: launches end with `InsufficientFreeAddressesInSubnet`, or nodes start and pods wait with `failed to assign an IP address to container`.',
  how: 'Subnets of one zone that share node groups form a pool, over all clusters of the VPC. What the VPC CNI comes to hold on each node that may still be added, what running nodes still lack, and reserves for load balancers, Fargate and the control plane are added up and compared with the free addresses. AWS has already taken its own five and everything allocated off those.',
  fix: 'Give the pool more addresses (larger subnets, pod subnets in a secondary block, fewer warm addresses per node), or lower the maximum sizes.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/best-practices/ip-opt.html',
    'https://github.com/aws/amazon-vpc-cni-k8s/blob/master/docs/eni-and-ip-target.md',
  ],
  steadyMinutes,

  parameters: addressAssumptionsSchema,

  messages: {
    tooFew: (e: PoolFacts) => tooFewForPool(e, 'at their maximum'),
  },

  subjects: scopeWithAutomaticSubnets,

  *evaluate(subnet, { view, parameters, violation, note, notApplicable, each, aws }) {
    const plan = addressPlan(view, parameters);
    const pool = plan.poolOf(subnet.id);
    if (!pool || !clustersOf(pool.pool).includes(view)) {
      if (plan.hidden[0]) throw plan.hidden[0];
      return notApplicable('No node group of the cluster launches nodes in this subnet.');
    }
    for (const text of [...assumptionsInWords(pool), ...strandedInWords(pool)]) yield note(text);
    if (pool.shortage.low > 0) {
      yield violation('tooFew', poolFacts(pool, parameters), {
        severity: isExhausted(pool) ? 'critical' : 'high',
        cause: { kind: 'subnet-full', resource: pool.pool.subnets.map(({ id }) => id).join(' ') },
        fix: headroomFix(pool, plan.pools, parameters, aws),
      });
    }
    yield* each([...pool.missing, ...plan.hidden], nothing);
    if (pool.room && pool.shortage.low === 0 && pool.shortage.high > 0) throw pool.demand.unsure();
  },
});

function* nothing(): Generator<never, void> {}
