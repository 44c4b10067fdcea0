import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { controlPlaneInterfaces, isBeingUpdated } from '../../model/control-plane.ts';
import { clusterSubnets } from '../../model/subnet-use.ts';
import type { NetworkInterface } from '../../model/view/records.ts';
import type { ClusterView } from '../../model/view/views.ts';

export const controlPlaneInterfacesSitInClusterSubnets = defineRule({
  code: 'H2',
  name: 'control-plane-interfaces-sit-in-cluster-subnets',
  aliases: ['eks-eni-subnets'],
  title: 'Control-plane interfaces sit in the cluster’s subnets, in more than one zone',
  severity: 'high',
  profile: 'baseline',
  resourceType: 'control-plane-interface',
  why: 'An interface in another subnet is left over from a change of subnets: it keeps addresses there, the subnet cannot be deleted, and routes and network ACLs made for the cluster’s subnets do not hold for it.',
  how: 'Compares the subnet of each interface described exactly as `Amazon EKS <cluster>` with the cluster’s subnets. Where those span zones and all interfaces sit in one, that is of low severity. Clusters that are being updated are left out.',
  fix: 'Finish the change of subnets, or name the subnet among the cluster’s own again. Delete an interface that is attached to nothing.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html'],
  graceMinutes: 30,

  parameters: z.strictObject({}),

  messages: {
    elsewhere: (e: { interface: string; subnet: string; clusterSubnets: readonly string[] }) =>
      `${e.interface} sits in ${e.subnet}, which is not one of the cluster’s subnets (${e.clusterSubnets.join(', ')}).`,
    oneZone: (e: { interface: string; zone: string; interfaces: readonly string[] }) =>
      `${e.interface} and all others of the control plane (${e.interfaces.length}) sit in ${e.zone}, although the cluster has subnets in other zones.`,
  },

  subjects: controlPlaneInterfaces,

  *evaluate(eni, { view, violation, notApplicable, aws }) {
    if (isBeingUpdated(view)) return notApplicable('The cluster is being updated: EKS replaces its interfaces.');

    if (!view.cluster.subnetIds.includes(eni.subnetId)) {
      const orphan = eni.status === 'available';
      yield violation(
        'elsewhere',
        { interface: eni.id, subnet: eni.subnetId, clusterSubnets: view.cluster.subnetIds, status: eni.status },
        {
          cause: { kind: 'control-plane-subnet', resource: eni.subnetId },
          fix: orphan
            ? {
                text: `Delete ${eni.id}: it is attached to nothing.`,
                command: aws`ec2 delete-network-interface --network-interface-id ${eni.id}`,
              }
            : { text: `Name ${eni.subnetId} among the cluster’s subnets, or wait until EKS has moved the interface.` },
        },
      );
    }

    const zones = zonesOf(view, controlPlaneInterfaces(view));
    const [zone] = zones;
    if (zone === undefined || zones.length > 1 || controlPlaneInterfaces(view).length < 2) return;
    if (clusterSubnets(view).every(({ zoneId }) => zoneId === zone)) return;
    yield violation(
      'oneZone',
      { interface: eni.id, zone, interfaces: controlPlaneInterfaces(view).map(({ id }) => id) },
      {
        severity: 'low',
        cause: { kind: 'control-plane-zones', resource: view.name },
        fix: { text: 'See that the cluster’s subnets in the other zones have free addresses.' },
      },
    );
  },
});

/** Zone ids of the interfaces' subnets; a subnet that no longer exists may have been in any. */
const zonesOf = (
  { account }: ClusterView,
  interfaces: readonly NetworkInterface[],
): readonly (string | undefined)[] => [
  ...new Set(interfaces.map(({ subnetId, vpcId }) => account.subnets.find(subnetId, { vpcId })?.zoneId)),
];
