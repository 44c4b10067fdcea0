import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { cniOfCluster, configuredCni } from '../../model/cni-of-cluster.ts';
import { podSubnetsInZone } from '../../model/custom-pod-subnets.ts';
import { isPublicByDoc } from '../../model/egress.ts';
import { takesTrunkInterface } from '../../model/instance-types.ts';
import {
  instanceTypeNamed,
  instanceTypeNamesOf,
  isWindowsGroup,
  type WorkerGroup,
  zonesOf,
} from '../../model/node-capacity.ts';
import { hasManagedPolicy } from '../../model/role-policies.ts';
import { undecidable } from '../../model/snapshot/known.ts';
import { attempt } from '../../model/view/observing.ts';
import type { Subnet } from '../../model/view/records.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import type { ClusterView } from '../../model/view/views.ts';
import { workerGroupSubjects } from '../../model/worker-group-subjects.ts';
import { attachPolicyFix } from '../attach-policy.ts';

const policy = 'AmazonEKSVPCResourceController';

export const podSecurityGroupsFitTheNodes = defineRule({
  code: 'B13',
  name: 'pod-security-groups-fit-the-nodes',
  aliases: ['sgp-branch-capacity'],
  title: 'Where pods may have security groups of their own, the nodes can give them branch interfaces',
  severity: 'medium',
  profile: 'baseline',
  resourceType: 'node-group',
  why: 'A pod with a security group of its own needs a branch interface on a trunk interface of its node. On types without one such pods stay pending (`Insufficient vpc.amazonaws.com/pod-eni`) or never get an address, and the slot for the trunk may be lost to other pods.',
  how: 'Where ENABLE_POD_ENI is set, the group’s types must be on Nitro and in the list of the VPC resource controller (no burstable t types), its image must not be Windows, and the cluster’s role must have AmazonEKSVPCResourceController. In strict mode, the default, such pods use no source NAT: in a public subnet (with custom networking: of the pods) they have no way to the internet. How many branch interfaces a type takes is not published by EC2 and not judged.',
  fix: 'Use Nitro types other than t in private subnets, and attach the policy to the cluster’s role.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/security-groups-for-pods.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/security-groups-pods-deployment.html',
    'https://github.com/aws/amazon-vpc-resource-controller-k8s/blob/v1.8.2/pkg/aws/vpc/limits.go',
  ],

  parameters: z.strictObject({}),

  messages: {
    noTrunk: (e: { group: string; instanceType: string }) =>
      `${e.group} launches ${e.instanceType}, whose nodes give pods no security groups of their own: the instance type ${e.instanceType} is not supported for trunk interface (Security Group for Pods).`,
    windows: (e: { group: string; amiType: string }) =>
      `${e.group} runs Windows (${e.amiType}), where pods cannot have security groups of their own.`,
    publicSubnet: (e: { group: string; subnet: string }) =>
      `Pods of ${e.group} with security groups of their own have no way to the internet in ${e.subnet}, which is public: strict mode does not translate their addresses to the node’s.`,
    roleLacksPolicy: (e: { cluster: string; role: string }) =>
      `The cluster’s role ${e.role} has no policy that lets EKS manage trunk and branch interfaces for ${e.cluster}: ${policy} is not attached.`,
  },

  subjects: workerGroupSubjects,

  *evaluate({ id: groupId, group }, { view, violation, notApplicable, each, aws }) {
    if (!cniOfCluster(view).settings.podEni)
      return notApplicable('As far as the add-on shows, pods have no security groups of their own (ENABLE_POD_ENI).');
    const cause = { kind: 'pod-security-groups', resource: groupId };
    if (isWindowsGroup(group)) {
      const amiType = 'amiType' in group ? (group.amiType ?? '') : '';
      const fix = { text: `Keep pods with security groups of their own on Linux nodes.` };
      yield violation('windows', { group: groupId, amiType }, { cause, fix });
      return undefined;
    }
    yield* each(instanceTypeNamesOf(view.account, group), function* (instanceType) {
      if (takesTrunkInterface(instanceTypeNamed(view.account, instanceType))) return;
      const text = `Replace ${instanceType} in ${groupId} by a Nitro type of another family than t, such as m5 or c5.`;
      const resource = `${groupId} ${instanceType}`;
      yield violation(
        'noTrunk',
        { group: groupId, instanceType },
        { cause: { kind: 'instance-type', resource }, fix: { text } },
      );
    });
    yield* each(isStrict(view) ? subnetsOfPods(view, group) : [], function* (subnet) {
      if (!subnet || !isPublicByDoc(view.account, subnet)) return;
      const text = `Let these pods run in private subnets with a NAT gateway, or set POD_SECURITY_GROUP_ENFORCING_MODE=standard.`;
      yield violation('publicSubnet', { group: groupId, subnet: subnet.id }, { cause, fix: { text } });
    });
    yield* each([roleOf], function* (ask) {
      const role = ask(view);
      if (hasManagedPolicy(view.account, role, policy)) return;
      const details = {
        cause: { kind: 'role-policy', resource: `${role} ${policy}` },
        fix: attachPolicyFix(view, role, policy, aws),
      };
      yield violation('roleLacksPolicy', { cluster: view.name, role }, details);
    });
    return undefined;
  },
});

/** Branch interfaces lie in the node's own subnet or, with custom networking, where ENIConfigs put pods. */
function subnetsOfPods(view: ClusterView, group: WorkerGroup): readonly (Subnet | NotObserved | undefined)[] {
  const { account } = view;
  if (!cniOfCluster(view).settings.customNetworking) {
    return group.subnetIds.map((id) => attempt(() => account.subnets.find(id)));
  }
  const found = attempt(() => zonesOf(account, group).flatMap((zoneId) => podSubnetsInZone(view, zoneId)));
  return found instanceof NotObserved ? [found] : found;
}

const isStrict = (view: ClusterView): boolean =>
  (configuredCni(view).environment.POD_SECURITY_GROUP_ENFORCING_MODE ?? 'strict') !== 'standard';

function roleOf({ cluster: { id, roleArn } }: ClusterView): string {
  if (roleArn !== undefined) return roleArn;
  throw new NotObserved('clusters.roleArn', id, undecidable('the cluster names no role'));
}
