import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { configuredControlPlaneSecurityGroupIds } from '../../model/cluster-security-groups.ts';
import { controlPlaneInterfaces, isBeingUpdated } from '../../model/control-plane.ts';

export const controlPlaneInterfacesCarryConfiguredGroups = defineRule({
  code: 'H3',
  name: 'control-plane-interfaces-carry-configured-groups',
  aliases: ['eks-eni-security-groups'],
  title: 'Control-plane interfaces carry the cluster security group and the additional ones, and no others',
  severity: 'high',
  profile: 'baseline',
  resourceType: 'control-plane-interface',
  why: 'The rules of a group only count for the interfaces that carry it. An interface without the cluster security group drops what nodes send to it; a foreign group opens or closes what nobody sees in the cluster’s configuration.',
  how: 'Compares, as sets, the groups on each interface described exactly as `Amazon EKS <cluster>` with the cluster security group and the additional groups of the cluster. Clusters that are being updated are left out.',
  fix: 'Give the interfaces the configured groups by updating the cluster’s additional security groups.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html'],
  graceMinutes: 30,

  parameters: z.strictObject({}),

  messages: {
    clusterGroupMissing: (e: { interface: string; missing: readonly string[]; groups: readonly string[] }) =>
      `${e.interface} does not carry the cluster security group ${e.missing.join(', ')}; it carries ${e.groups.join(', ') || 'none'}.`,
    groupMissing: (e: { interface: string; missing: readonly string[] }) =>
      `${e.interface} does not carry ${e.missing.join(', ')}, which the cluster names as additional security groups.`,
    foreignGroup: (e: { interface: string; foreign: readonly string[] }) =>
      `${e.interface} carries ${e.foreign.join(', ')}, which the cluster does not name.`,
  },

  subjects: controlPlaneInterfaces,

  *evaluate(eni, { view, violation, note, notApplicable, aws }) {
    if (isBeingUpdated(view)) return notApplicable('The cluster is being updated: EKS replaces its interfaces.');
    const { clusterSecurityGroupId, securityGroupIds: additional } = view.cluster;
    const configured = configuredControlPlaneSecurityGroupIds(view);
    const groups = eni.securityGroupIds;
    const facts = { interface: eni.id, groups, configured };
    const missing = configured.filter((id) => !groups.includes(id));
    const foreign = [...new Set(groups)].filter((id) => !configured.includes(id));
    const update = aws`eks update-cluster-config --name ${view.name} --resources-vpc-config ${`securityGroupIds=${additional.join(',')}`}`;
    const command = additional.length > 0 ? { command: update } : {};

    if (missing.includes(clusterSecurityGroupId)) {
      yield note(
        'Clusters made with Kubernetes 1.14 before platform version eks.3 have no cluster security group on their interfaces until they are updated.',
      );
      yield violation(
        'clusterGroupMissing',
        { ...facts, missing: [clusterSecurityGroupId] },
        {
          cause: { kind: 'control-plane-groups', resource: view.name },
          fix: { text: 'Update the cluster: EKS then puts its security group on the interfaces.', ...command },
        },
      );
    }
    const absent = missing.filter((id) => id !== clusterSecurityGroupId);
    if (absent.length > 0) {
      yield violation(
        'groupMissing',
        { ...facts, missing: absent },
        {
          cause: { kind: 'control-plane-groups', resource: view.name },
          fix: { text: 'Set the additional security groups of the cluster again.', ...command },
        },
      );
    }
    if (foreign.length > 0) {
      yield violation(
        'foreignGroup',
        { ...facts, foreign },
        {
          severity: 'medium',
          cause: { kind: 'control-plane-groups', resource: view.name },
          fix: {
            text: `Name ${foreign.join(', ')} among the cluster’s additional groups, or take it off the interface.`,
          },
        },
      );
    }
  },
});
