import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { isPublicByDoc } from '../../model/egress.ts';
import { launchTemplateVersionOf } from '../../model/launch-template.ts';
import { subnetsOf } from '../../model/node-capacity.ts';
import { attempt, observedOf } from '../../model/view/observing.ts';
import type { NodeGroup } from '../../model/view/records.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import type { ClusterView } from '../../model/view/views.ts';

export const launchTemplatesLeaveAddressesToSubnets = defineRule({
  code: 'D12',
  name: 'launch-templates-leave-addresses-to-subnets',
  aliases: ['launch-template-public-ip-override'],
  title: 'Launch templates of node groups leave public addresses and subnets to the group',
  severity: 'low',
  profile: 'baseline',
  resourceType: 'node-group',
  why: 'A launch template that says whether nodes get public addresses overrides their subnets, so that moving a group, or changing a subnet, does not do what one expects; in a private subnet the address is paid for and of no use. EKS refuses a template that names a subnet: creating and updating the node group fails.',
  how: 'Looks at the network interfaces of the version that the managed node group names. None may say AssociatePublicIpAddress (low; medium if it is true and a subnet of the group is private) or name a subnet (high).',
  fix: 'Create a version of the launch template without AssociatePublicIpAddress and SubnetId, and update the node group to it.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html',
    'https://docs.aws.amazon.com/eks/latest/APIReference/API_LaunchTemplateSpecification.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    overrides: (e: {
      nodeGroup: string;
      launchTemplate: string;
      associatePublicIpAddress: boolean;
      privateSubnets: readonly string[];
    }) =>
      `${e.launchTemplate} of ${e.nodeGroup} says AssociatePublicIpAddress: ${e.associatePublicIpAddress}, whatever its subnets say${
        e.privateSubnets.length > 0
          ? `; in ${e.privateSubnets.join(', ')}, which no internet gateway serves, such an address is of no use`
          : ''
      }.`,
    namesSubnet: (e: { nodeGroup: string; launchTemplate: string; namedSubnets: readonly string[] }) =>
      `${e.launchTemplate} of ${e.nodeGroup} names ${e.namedSubnets.join(', ')} for a network interface, which EKS forbids: creating or updating the node group fails.`,
  },

  subjects: (view) => view.nodeGroups.entries(),

  *evaluate(group, { view, violation, notApplicable, each }) {
    if (!group.launchTemplate) return notApplicable('The group has no launch template of its own.');
    const version = launchTemplateVersionOf(view.account, group.launchTemplate);
    const { networkInterfaces } = version;
    const indexes = [...networkInterfaces.keys()];
    const namedSubnets = indexes.map((index) => attempt(() => networkInterfaces[index]?.subnetId));
    const choices = indexes.map((index) => attempt(() => networkInterfaces[index]?.associatePublicIpAddress));
    const facts = { nodeGroup: group.id, launchTemplate: version.id };
    const cause = { kind: 'launch-template', resource: version.id };

    const named = observedOf(namedSubnets).flatMap((id) => id ?? []);
    if (named.length > 0) {
      const text = `Create a version of ${version.launchTemplateId} without SubnetId, and update ${group.id} to it.`;
      yield violation('namesSubnet', { ...facts, namedSubnets: named }, { severity: 'high', cause, fix: { text } });
    }
    const [choice] = observedOf(choices).flatMap((each) => each ?? []);
    if (choice !== undefined) {
      const privateSubnets = choice ? privateSubnetsOf(view, group) : [];
      const text = `Create a version of ${version.launchTemplateId} without AssociatePublicIpAddress, so that the subnets decide, and update ${group.id} to it.`;
      yield violation(
        'overrides',
        { ...facts, associatePublicIpAddress: choice, privateSubnets },
        { severity: privateSubnets.length > 0 ? 'medium' : 'low', cause, fix: { text } },
      );
    }
    yield* each(
      [...namedSubnets, ...choices].filter((answer) => answer instanceof NotObserved),
      () => [],
    );
    return undefined;
  },
});

/** Those of its subnets that certainly are private. */
function privateSubnetsOf({ account }: ClusterView, group: NodeGroup): readonly string[] {
  const subnets = attempt(() => subnetsOf(account, group));
  if (subnets instanceof NotObserved) return [];
  return subnets.filter((subnet) => attempt(() => isPublicByDoc(account, subnet)) === false).map(({ id }) => id);
}
