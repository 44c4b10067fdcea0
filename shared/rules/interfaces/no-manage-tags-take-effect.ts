import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { isNodeOf } from '../../model/cluster-nodes.ts';
import { ownInstanceOf } from '../../model/interface-index.ts';
import { isPrimaryInterface, noManageTag } from '../../model/interfaces.ts';
import type { NetworkInterface } from '../../model/view/records.ts';
import type { ClusterView } from '../../model/view/views.ts';

export const noManageTagsTakeEffect = defineRule({
  code: 'H7',
  name: 'no-manage-tags-take-effect',
  aliases: ['no-manage-enis'],
  title: 'Tags that keep interfaces of nodes from the VPC CNI take effect',
  severity: 'informational',
  profile: 'baseline',
  resourceType: 'cluster',
  why: 'An interface tagged `node.k8s.amazonaws.com/no_manage` is left to its owner: the node has one interface less for pods, which the address demand (B1) takes into account. With any other value than `true`, or on the first interface of a node, the tag does nothing, and the VPC CNI puts pods there.',
  how: 'Looks for the tag on all interfaces that are attached to nodes of the cluster, and names those that it keeps from pods.',
  fix: 'Set the value to `true`, or take the tag off.',
  references: [
    'https://github.com/aws/amazon-vpc-cni-k8s/blob/v1.23.1/README.md',
    'https://github.com/aws/amazon-vpc-cni-k8s/blob/v1.23.1/pkg/ipamd/ipamd.go',
  ],

  parameters: z.strictObject({}),

  messages: {
    otherValue: (e: { interface: string; node: string; value: string }) =>
      `${e.interface} of ${e.node} is tagged ${noManageTag}=${e.value}, which the VPC CNI does not read as true: it gives pods addresses there.`,
    firstInterface: (e: { interface: string; node: string }) =>
      `${e.interface} is the first interface of ${e.node}, which the VPC CNI always manages: the tag ${noManageTag} has no effect.`,
  },

  subjects: ({ cluster }) => [cluster],

  *evaluate(cluster, { view, violation, note, notApplicable, each, aws }) {
    const tagged = view.account.networkInterfaces.inVpc(cluster.vpcId).filter(({ tags }) => noManageTag in tags);
    if (tagged.length === 0) return notApplicable(`No interface in the VPC is tagged ${noManageTag}.`);
    yield* each(tagged, function* (eni) {
      const node = nodeOf(view, eni);
      if (node === undefined) return;
      const value = eni.tags[noManageTag] ?? '';
      const details = (text: string, command: string) => ({
        cause: { kind: 'no-manage-tag', resource: eni.id },
        fix: { text, command },
      });
      if (isPrimaryInterface(eni)) {
        const off = aws`ec2 delete-tags --resources ${eni.id} --tags ${`Key=${noManageTag}`}`;
        yield violation('firstInterface', { interface: eni.id, node }, details(`Take the tag off ${eni.id}.`, off));
      } else if (value === 'true') {
        yield note(
          `${eni.id} of ${node} is kept from the VPC CNI by its tag: the node has one interface less for pods.`,
        );
      } else {
        const on = aws`ec2 create-tags --resources ${eni.id} --tags ${`Key=${noManageTag},Value=true`}`;
        yield violation(
          'otherValue',
          { interface: eni.id, node, value },
          details(`Set the tag of ${eni.id} to true, or take it off.`, on),
        );
      }
    });
    return undefined;
  },
});

/** The node of the cluster that the interface is attached to. Raises `NotObserved` where it cannot be told whose instance that is. */
function nodeOf(view: ClusterView, eni: NetworkInterface): string | undefined {
  const instanceId = ownInstanceOf(view.account, eni);
  return instanceId !== undefined && isNodeOf(view, instanceId) ? instanceId : undefined;
}
