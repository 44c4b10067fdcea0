import { overlaps, rangeOf, usableAddresses } from '../../model/cidr.ts';
import type { NodeGroupRecord } from '../../model/snapshot/cluster.ts';
import { isUnobserved, undecidable } from '../../model/snapshot/known.ts';
import type { Snapshot } from '../../model/snapshot/snapshot.ts';
import type { SubnetRecord } from '../../model/snapshot/vpc.ts';
import { attempt, observedOf } from '../../model/view/observing.ts';
import type { Subnet } from '../../model/view/records.ts';
import type { ClusterView } from '../../model/view/views.ts';
import { InvalidChange, type SubnetChange } from './change.ts';
import { changeMember } from './listings.ts';
import { didYouMean } from './words.ts';

/**
 * Adds an empty subnet to the cluster's VPC, whose block is taken to be associated. Throws `InvalidChange` for a zone in which the VPC
 * has no subnet, an overlap, or a group that there is not.
 */
export function addSubnet(snapshot: Snapshot, view: ClusterView, change: SubnetChange): Snapshot {
  const siblings = view.account.subnets.inVpc(view.cluster.vpcId);
  const zone = zoneOf(siblings, change.zone);
  const inTheWay = siblings.find(
    (subnet) => attempt(() => overlaps(rangeOf(subnet.cidr), rangeOf(change.cidr))) === true,
  );
  if (inTheWay) throw new InvalidChange(`${change.cidr} overlaps ${inTheWay.id} (${inTheWay.cidr})`);
  const subnet = emptySubnet(view, change, zone);
  const subnets = isUnobserved(snapshot.subnets) ? snapshot.subnets : [...snapshot.subnets, subnet];
  return usedBy({ ...snapshot, subnets }, view, subnet.id, change.use);
}

function zoneOf(siblings: readonly Subnet[], wanted: string): Subnet {
  const known = observedOf(siblings.map((subnet) => attempt(() => ({ subnet, names: [subnet.zoneId, subnet.zone] }))));
  const found = known.find(({ names }) => names.includes(wanted));
  if (found) return found.subnet;
  const names = [...new Set(known.map(({ names: [zoneId = ''] }) => zoneId))].sort();
  throw new InvalidChange(`the VPC has no subnet in the zone ${JSON.stringify(wanted)}${didYouMean(wanted, names)}`);
}

function emptySubnet({ account, cluster }: ClusterView, { cidr, use }: SubnetChange, zone: Subnet): SubnetRecord {
  const planned = undecidable('the subnet is only planned');
  return {
    id: `planned ${cidr}`,
    vpcId: cluster.vpcId,
    ownerId: account.account,
    state: 'available',
    cidr,
    ipv6Cidrs: planned,
    zone: zone.zone,
    zoneId: zone.zoneId,
    freeIpv4Addresses: usableAddresses(cidr),
    mapPublicIpOnLaunch: planned,
    assignIpv6AddressOnCreation: planned,
    ipv6Native: false,
    enableDns64: false,
    internetGatewayBlockMode: planned,
    cidrReservations: [],
    tags: use === 'pods' ? { 'kubernetes.io/role/cni': '1' } : {},
  };
}

function usedBy(snapshot: Snapshot, view: ClusterView, id: string, use: string): Snapshot {
  if (use === 'pods') return snapshot;
  const groups = observedOf(view.nodeGroups.entries()).map(({ name }) => name);
  if (use !== 'control-plane' && !groups.includes(use)) {
    throw new InvalidChange(`${view.name} has no node group ${JSON.stringify(use)}${didYouMean(use, groups)}`);
  }
  const clusters = changeMember(snapshot.clusters, view.name, (cluster) => {
    if (use === 'control-plane') return { ...cluster, subnetIds: withSubnet(cluster.subnetIds, id) };
    const nodeGroups = changeMember(cluster.nodeGroups, `${view.name}/${use}`, (group) => ({
      ...group,
      subnetIds: withSubnet(group.subnetIds, id),
    }));
    return { ...cluster, nodeGroups };
  });
  return { ...snapshot, clusters };
}

const withSubnet = (ids: NodeGroupRecord['subnetIds'], id: string) => (isUnobserved(ids) ? ids : [...ids, id]);
