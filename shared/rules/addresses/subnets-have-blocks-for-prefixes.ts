import type { AwsCommand } from '../../engine/aws-command.ts';
import { defineRule } from '../../engine/define-rule.ts';
import type { Fix } from '../../engine/verdict.ts';
import { cniOfCluster } from '../../model/cni-of-cluster.ts';
import { scopeWithPodSubnets } from '../../model/custom-pod-subnets.ts';
import { needLack, podPoolOf, prefixNeed } from '../../model/pod-demand.ts';
import { blocksInSigns, type SubnetBlocks, subnetBlocks } from '../../model/subnet-blocks.ts';
import { steadyMinutes } from '../headroom.ts';
import { headroomSchema, withDefaultReserves } from '../parameters.ts';

export const subnetsHaveBlocksForPrefixes = defineRule({
  code: 'B9',
  name: 'subnets-have-blocks-for-prefixes',
  aliases: ['prefix-delegation-fragmentation'],
  title: 'Subnets have enough free /28 blocks for the prefixes of every node',
  severity: 'medium',
  profile: 'baseline',
  resourceType: 'subnet',
  why: 'A prefix is a /28 block in which no address is taken. A subnet whose addresses are scattered has none left while thousands are free, which EC2 does not show: nodes get no prefixes (`InsufficientCidrBlocks`) and pods fail with `failed to assign an IP address to container`.',
  how: 'Where prefix delegation is on, cuts the subnets of a pool into /28 blocks and leaves out those with addresses of AWS (the first and the last), of interfaces, in prefixes, and in reservations of type `explicit`. What is left is compared with the prefixes that node groups take until their maximum. With custom networking the pod subnets are judged.',
  fix: 'Reserve the free blocks for prefixes before single addresses break them up, or use a subnet for nodes alone.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/cni-increase-ip-addresses-procedure.html',
    'https://docs.aws.amazon.com/eks/latest/best-practices/prefix-mode-linux.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-cidr-reservation.html',
    'https://github.com/aws/amazon-vpc-cni-k8s/issues/2749',
  ],
  steadyMinutes,

  parameters: headroomSchema,

  messages: {
    tooFew: (e: {
      pool: readonly string[];
      freeBlocks: number;
      freeAddresses: number;
      neededPrefixes: number;
      terms: readonly string[];
    }) =>
      `${e.pool.join(' and ')} ${e.pool.length > 1 ? 'together have' : 'has'} ${e.freeBlocks} free /28 block${e.freeBlocks === 1 ? '' : 's'} though ${e.freeAddresses} addresses are free, and nodes take ${e.neededPrefixes} more prefixes until their maximum: ${e.terms.join(' + ')} (InsufficientCidrBlocks).`,
  },

  subjects: scopeWithPodSubnets,

  *evaluate(subnet, { view, parameters, violation, notApplicable, each, aws }) {
    const { settings } = cniOfCluster(view);
    if (view.cluster.ipFamily === 'ipv6') return notApplicable('Nodes of an IPv6 cluster take no IPv4 prefixes.');
    if (!settings.prefixDelegation) {
      return notApplicable('As far as the add-on and interfaces show, prefix delegation is off.');
    }
    const pool = podPoolOf(view, subnet, withDefaultReserves(parameters));
    if (!pool) return notApplicable('No pods of the cluster get addresses from this subnet.');
    const need = prefixNeed(view, pool);
    const blocks = pool.subnets.map((one) => subnetBlocks(view.account, one));
    const freeBlocks = blocks.reduce((sum, { free }) => sum + free, 0);
    if (need.low > freeBlocks) {
      const freeAddresses = pool.subnets.reduce((sum, { freeIpv4Addresses }) => sum + freeIpv4Addresses, 0);
      yield violation(
        'tooFew',
        {
          pool: pool.subnets.map(({ id }) => id),
          freeBlocks,
          freeAddresses,
          blocksByCount: Math.floor(freeAddresses / 16),
          neededPrefixes: need.low,
          terms: need.terms,
          blocks: blocks.map((one) => `${one.subnetId} ${blocksInSigns(one)}`),
          signs: '. free, x holds single addresses, P prefix, R reserved, A holds addresses of AWS',
        },
        {
          cause: {
            kind: freeAddresses < 16 * need.low ? 'subnet-full' : 'subnet-blocks',
            resource: pool.subnets.map(({ id }) => id).join(' '),
          },
          fix: reservationFix(blocks, aws),
        },
      );
    }
    yield* each(pool.missing, function* () {});
    if (need.low <= freeBlocks && need.high > freeBlocks) throw needLack(view);
    return undefined;
  },
});

/** A reservation keeps what is free, and what becomes free, from single addresses; it makes no new room. */
function reservationFix(blocks: readonly SubnetBlocks[], aws: AwsCommand): Fix {
  const more =
    'Then use larger subnets for these nodes alone, take fewer prefixes per node (WARM_PREFIX_TARGET, WARM_IP_TARGET), or lower the maximum of the groups.';
  const [widest] = blocks
    .flatMap(({ subnetId, free, largestUnreserved: block }) => (block === undefined ? [] : { subnetId, free, block }))
    .sort((a, b) => b.free - a.free);
  if (!widest) return { text: `No block is free that could be reserved. ${more}` };
  const { subnetId, block } = widest;
  return {
    text: `Reserve ${block} of ${subnetId} for prefixes, so that single addresses do not break it up. ${more}`,
    command: aws`ec2 create-subnet-cidr-reservation --subnet-id ${subnetId} --reservation-type prefix --cidr ${block}`,
  };
}
