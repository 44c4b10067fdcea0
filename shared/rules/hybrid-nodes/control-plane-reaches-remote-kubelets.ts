import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { blockedPort } from '../../model/path/blocked-path.ts';
import { closedPortCause, openRemedy, remoteAccess } from '../../model/remote-access.ts';
import { remoteNodeNetworks } from '../../model/remote-networks.ts';

const port = 10250;

export const controlPlaneReachesRemoteKubelets = defineRule({
  code: 'F9',
  name: 'control-plane-reaches-remote-kubelets',
  aliases: ['hybrid-sg-outbound-10250'],
  title: 'Control-plane interfaces may open connections to port 10250 on every remote node network',
  severity: 'high',
  profile: 'hybrid',
  resourceType: 'security-group',
  why: 'The API server calls the kubelets of hybrid nodes at port 10250. Where its security groups forbid that, kubectl logs and exec and metrics fail (dial tcp …:10250: i/o timeout). EKS manages no outbound rules.',
  how: 'The outbound rules of the security groups on the control plane’s interfaces together have to allow tcp 10250 to every address of each remote node network. References to other groups never match hosts on premises.',
  fix: 'Allow tcp 10250 to the missing blocks in the cluster security group.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-networking.html'],

  parameters: z.strictObject({}),

  messages: {
    forbidden: (e: { securityGroups: readonly string[]; closed: readonly string[] }) =>
      `${e.securityGroups.join(', ')} does not allow control plane → ${e.closed.join(', ')} of the remote node networks at tcp 10250: logs and exec fail (dial tcp …:10250: i/o timeout).`,
  },

  subjects: ({ cluster }) => [{ id: cluster.clusterSecurityGroupId }],

  *evaluate(_group, { view, violation, notApplicable, each, aws }) {
    const networks = remoteNodeNetworks(view);
    if (networks.length === 0) return notApplicable('The cluster has no remote node networks.');
    const { securityGroupIds, closed, openedBy, unknown } = remoteAccess(view, 'out', port, networks);
    if (closed.length > 0) {
      yield violation(
        'forbidden',
        { securityGroups: securityGroupIds, closed, openedBy, ...blockedPort(view, 'out', port, closed[0] ?? '') },
        { cause: closedPortCause(view, 'out', port), fix: fixFrom(aws, openRemedy(view, 'out', port, closed)) },
      );
    }
    yield* each(unknown, () => []);
    return undefined;
  },
});
