import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { ALL_PORTS } from '../../model/ports.ts';
import { closedPortCause, openRemedy, remoteAccess } from '../../model/remote-access.ts';
import { remotePodNetworks } from '../../model/remote-networks.ts';

export const controlPlaneReachesRemoteWebhooks = defineRule({
  code: 'F10',
  name: 'control-plane-reaches-remote-webhooks',
  aliases: ['hybrid-sg-outbound-webhooks'],
  title: 'Control-plane interfaces may open connections to webhooks on every remote pod network',
  severity: 'medium',
  profile: 'hybrid',
  resourceType: 'security-group',
  why: 'The API server calls webhooks that run on hybrid nodes at the addresses of their pods. Where its security groups forbid that, whatever the webhook is asked about is refused or delayed (failed calling webhook: context deadline exceeded). EKS manages no outbound rules.',
  how: 'The outbound rules of the security groups on the control plane’s interfaces together have to allow the declared ports (webhookPorts) to every address of each remote pod network. Without a declaration only rules that allow every port of TCP are enough for certain. Says nothing where remote pod networks are declared not to be routable (podCidrsRoutable), or webhookPorts is declared empty.',
  fix: 'Allow the webhook ports to the missing blocks in the cluster security group.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-networking.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-webhooks.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    forbidden: (e: { securityGroups: readonly string[]; closed: readonly string[]; port: number }) =>
      `${e.securityGroups.join(', ')} does not allow control plane → ${e.closed.join(', ')} of the remote pod networks at tcp ${e.port}: webhooks there are not called (context deadline exceeded).`,
  },

  subjects: ({ cluster }) => [{ id: cluster.clusterSecurityGroupId }],

  *evaluate(_group, { view, violation, notApplicable, each, aws }) {
    const networks = remotePodNetworks(view);
    if (networks.length === 0) return notApplicable('The cluster has no remote pod networks.');
    if (view.declared.podCidrsRoutable === false) return notApplicable('Remote pods are declared not to be routable.');
    if (view.declared.webhookPorts?.length === 0) return notApplicable('No webhooks are declared.');

    const everything = remoteAccess(view, 'out', ALL_PORTS, networks);
    if (everything.closed.length === 0 && everything.unknown.length === 0) return undefined;
    yield* each(view.declaration('webhookPorts'), function* (port) {
      const { securityGroupIds, closed, openedBy, unknown } = remoteAccess(view, 'out', port, networks);
      if (closed.length > 0) {
        yield violation(
          'forbidden',
          { securityGroups: securityGroupIds, closed, port, openedBy },
          { cause: closedPortCause(view, 'out', port), fix: fixFrom(aws, openRemedy(view, 'out', port, closed)) },
        );
      }
      yield* each(unknown, () => []);
    });
    return undefined;
  },
});
