import { clusterSubnets } from './subnet-use.ts';
import type { Subnet } from './view/records.ts';
import type { ClusterView } from './view/views.ts';

const regional = /^[a-z]+\d+-az\d+$/;

/** Whether the id is that of an Availability Zone of a Region: those of Local Zones and Wavelength Zones name a place as well. */
export const isAvailabilityZone = (zoneId: string): boolean => regional.test(zoneId);

/** Zones in which EKS refuses to place control-plane interfaces (EKS user guide, network requirements). */
export const zonesWithoutControlPlane: readonly string[] = ['use1-az3', 'usw1-az2', 'cac1-az3'];

/** The zones of the subnets, each with the ids of its subnets, in the order of the zones' ids. */
export function byZone(subnets: readonly Subnet[]): ReadonlyMap<string, readonly Subnet[]> {
  const zones = Map.groupBy(subnets, ({ zoneId }) => zoneId);
  return new Map([...zones].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether EKS places control-plane interfaces in the zone. */
export const takesControlPlane = (zoneId: string): boolean =>
  isAvailabilityZone(zoneId) && !zonesWithoutControlPlane.includes(zoneId);

/** Whether the subnet lies in an Availability Zone of the Region itself: EKS places interfaces neither elsewhere nor on Outposts. */
export const takesInterfacesOfEks = ({ zoneId, outpostArn }: Subnet): boolean =>
  isAvailabilityZone(zoneId) && outpostArn === undefined;

/** The cluster's own subnets in Availability Zones, by zone: others do not count for EKS's requirements. */
export const clusterZones = (view: ClusterView): ReadonlyMap<string, readonly Subnet[]> =>
  byZone(clusterSubnets(view).filter(takesInterfacesOfEks));
