import { defineRule } from '../../engine/define-rule.ts';
import { reservedIn } from '../../model/address-demand.ts';
import { cniOfCluster } from '../../model/cni-of-cluster.ts';
import { customPodSubnets, podSubnetsInZone, scopeWithPodSubnets } from '../../model/custom-pod-subnets.ts';
import { customAddressNeed, needLack, podPoolOf } from '../../model/pod-demand.ts';
import { hostsNodes } from '../../model/subnet-use.ts';
import { cniEnvironmentFix } from '../cni-environment-fix.ts';
import { steadyMinutes } from '../headroom.ts';
import { headroomSchema, withDefaultReserves } from '../parameters.ts';

const switchedOnBy = 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG';

export const customPodSubnetsCoverTheNodes = defineRule({
  code: 'B11',
  name: 'custom-pod-subnets-cover-the-nodes',
  aliases: ['custom-networking-pod-subnet-headroom'],
  title: 'With custom networking, each zone of nodes has pod subnets with enough addresses',
  severity: 'high',
  profile: 'baseline',
  resourceType: 'subnet',
  why: 'With custom networking pods get addresses only from the subnet that the ENIConfig of their node names, which must lie in the node’s own zone. A zone without one has nodes that take no pods, and a full one makes pods wait with `failed to assign an IP address to container`.',
  how: 'Pod subnets are declared (`podSubnetsByAz`) or seen: subnets of the nodes’ further interfaces. Each zone with node subnets must have one. What nodes come to hold there until the maximum of their groups, over all clusters that share the pod subnets, is compared with their free addresses. IPv6 clusters do not support custom networking.',
  fix: 'Create a subnet for pods in each zone of nodes, for example in 100.64.0.0/10, and name it in an ENIConfig.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/cni-custom-network.html',
    'https://docs.aws.amazon.com/eks/latest/best-practices/custom-networking.html',
  ],
  steadyMinutes,

  parameters: headroomSchema,

  messages: {
    noPodSubnet: (e: { subnet: string; zone: string; misplaced: readonly string[] }) =>
      `Nodes in ${e.subnet} have no subnet for pods in ${e.zone}, which custom networking needs${
        e.misplaced.length > 0
          ? `: ${e.misplaced.join(' and ')}, declared for the zone, does not lie there in this VPC`
          : ''
      }.`,
    tooFew: (e: {
      pool: readonly string[];
      freeAddresses: number;
      neededAddresses: number;
      deficit: number;
      terms: readonly string[];
    }) =>
      `${e.pool.join(' and ')} ${e.pool.length > 1 ? 'together have' : 'has'} ${e.freeAddresses} free addresses for pods, and nodes take ${e.neededAddresses} more there until their maximum, ${e.deficit} too few: ${e.terms.join(' + ')}.`,
    ipv6: (e: { subnet: string; cluster: string }) =>
      `${e.cluster} is of the IPv6 family, where custom networking is not supported: the VPC CNI does not start on nodes in ${e.subnet}.`,
  },

  subjects: scopeWithPodSubnets,

  *evaluate(subnet, { view, parameters, violation, notApplicable, each }) {
    if (!cniOfCluster(view).settings.customNetworking)
      return notApplicable('As far as the add-on and interfaces show, custom networking is off.');
    const forNodes = hostsNodes(view, subnet);
    if (view.cluster.ipFamily === 'ipv6') {
      if (!forNodes) return notApplicable('No node group of the cluster launches nodes in this subnet.');
      yield violation(
        'ipv6',
        { subnet: subnet.id, cluster: view.name },
        {
          cause: { kind: 'cni-setting', resource: `${view.name} ${switchedOnBy}` },
          fix: cniEnvironmentFix(view, { [switchedOnBy]: 'false' }),
        },
      );
      return undefined;
    }
    const { zoneId } = subnet;
    if (forNodes && podSubnetsInZone(view, zoneId).length === 0) {
      const misplaced = customPodSubnets(view).misplaced.filter((one) => one.zoneId === zoneId);
      yield violation(
        'noPodSubnet',
        { subnet: subnet.id, zone: zoneId, misplaced: misplaced.map(({ subnetId }) => subnetId) },
        {
          cause: { kind: 'pod-subnets', resource: `${view.cluster.vpcId} ${zoneId}` },
          fix: {
            text: `Create a subnet for pods in ${zoneId} (associate a block such as 100.64.0.0/16 with ${view.cluster.vpcId} first), and an ENIConfig that names it.`,
          },
        },
      );
    }
    const pool = podPoolOf(view, subnet, withDefaultReserves(parameters));
    if (!pool) return forNodes ? undefined : notApplicable('Neither nodes nor pods of the cluster use this subnet.');
    const need = customAddressNeed(view, pool);
    const free = pool.subnets.reduce((sum, { freeIpv4Addresses }) => sum + freeIpv4Addresses, 0);
    const reserved = reservedIn(view.account, pool.subnets);
    const freeAddresses = free - reserved.low;
    const ids = pool.subnets.map(({ id }) => id);
    if (need.low > freeAddresses) {
      yield violation(
        'tooFew',
        { pool: ids, freeAddresses, neededAddresses: need.low, deficit: need.low - freeAddresses, terms: need.terms },
        {
          cause: { kind: 'subnet-full', resource: ids.join(' ') },
          fix: {
            text: `Add a larger subnet for pods in ${zoneId} and name it in the ENIConfig, keep fewer addresses warm (WARM_IP_TARGET and MINIMUM_IP_TARGET), or lower the maximum of the groups.`,
          },
        },
      );
    }
    yield* each(pool.missing, function* () {});
    if (need.low <= freeAddresses && need.high > free - reserved.high) throw needLack(view);
    return undefined;
  },
});
