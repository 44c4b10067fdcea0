import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { localeOf } from '../../model/load-balancer-subnets.ts';
import { scopeSubnets, subnetUses } from '../../model/subnet-use.ts';

export const subnetsLieWhereEksCanUseThem = defineRule({
  code: 'A3',
  name: 'subnets-lie-where-eks-can-use-them',
  aliases: ['cluster-subnet-unsupported-zone-type'],
  title: 'Subnets of the cluster, managed node groups and Fargate profiles lie in zones of a supported kind',
  severity: 'high',
  profile: 'baseline',
  resourceType: 'subnet',
  why: 'The control plane runs in the Region: EKS cannot place its interfaces on Outposts, in Wavelength Zones or in Local Zones, and Fargate pods do not run there either. Managed node groups run in Local Zones, not on Outposts or in Wavelength Zones.',
  how: 'The kind of a zone is known by its name and, where that leaves a doubt, by the list of zones; a subnet with an Outpost’s ARN lies on that Outpost. Self-managed nodes may run in all of them.',
  fix: 'Name subnets in Availability Zones of the Region; run self-managed nodes where managed ones cannot.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/local-zones.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/fargate.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    controlPlane: (e: { subnet: string; place: string; cluster: string }) =>
      `${e.subnet} of cluster ${e.cluster} lies ${e.place}, where EKS cannot place control-plane interfaces.`,
    managedNodes: (e: { subnet: string; place: string; groups: readonly string[] }) =>
      `${e.subnet} lies ${e.place}, where managed node groups cannot run: ${e.groups.join(', ')}.`,
    fargatePods: (e: { subnet: string; place: string; profiles: readonly string[] }) =>
      `${e.subnet} lies ${e.place}, where Fargate runs no pods: ${e.profiles.join(', ')}.`,
  },

  subjects: scopeSubnets,

  *evaluate(subnet, { view, violation, notApplicable }) {
    const { bySubnet, hidden } = subnetUses(view);
    const { controlPlane = false, nodeGroups = [], fargateProfiles = [] } = bySubnet.get(subnet.id) ?? {};
    const locale = localeOf(view.account, subnet);
    const facts = {
      subnet: subnet.id,
      zone: subnet.zoneId,
      place: placeOf(locale, subnet.zoneId, subnet.outpostArn),
    };
    const cause = { kind: 'subnet-zone', resource: subnet.id };
    if (locale !== 'availability-zone') {
      if (controlPlane) {
        const text = `Name a subnet in an Availability Zone of the Region in place of ${subnet.id} when the cluster is created.`;
        yield violation('controlPlane', { ...facts, cluster: view.name }, { cause, fix: { text } });
      }
      if (nodeGroups.length > 0 && locale !== 'local-zone') {
        const text = `Run self-managed nodes in ${subnet.id}, or create the groups anew in Availability Zones of the Region.`;
        yield violation('managedNodes', { ...facts, groups: nodeGroups.map(({ id }) => id) }, { cause, fix: { text } });
      }
      if (fargateProfiles.length > 0) {
        const text = `Create the profiles anew without ${subnet.id}.`;
        yield violation('fargatePods', { ...facts, profiles: fargateProfiles }, { cause, fix: { text } });
      }
      if (hidden[0]) throw hidden[0];
    }
    if (controlPlane || nodeGroups.length > 0 || fargateProfiles.length > 0) return undefined;
    if (hidden[0]) throw hidden[0];
    return notApplicable('Neither the cluster nor a managed node group or Fargate profile of it names the subnet.');
  },
});

function placeOf(locale: string, zoneId: string, outpostArn: string | undefined): string {
  if (locale === 'outpost') return `on the Outpost ${outpostArn ?? ''}`;
  return locale === 'wavelength-zone' ? `in the Wavelength Zone ${zoneId}` : `in the Local Zone ${zoneId}`;
}
