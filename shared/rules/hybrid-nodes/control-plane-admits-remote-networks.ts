import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { blockedPort } from '../../model/path/blocked-path.ts';
import { closedPortCause, openRemedy, remoteAccess } from '../../model/remote-access.ts';
import { remoteNodeNetworks, remotePodNetworks } from '../../model/remote-networks.ts';

const port = 443;

export const controlPlaneAdmitsRemoteNetworks = defineRule({
  code: 'F8',
  name: 'control-plane-admits-remote-networks',
  aliases: ['hybrid-sg-inbound-443'],
  title: 'Control-plane interfaces accept port 443 from every remote node and pod network',
  severity: 'critical',
  profile: 'hybrid',
  resourceType: 'security-group',
  why: 'Kubelets and pods on premises call the API server at port 443. Where its security groups leave out their network, hybrid nodes cannot join or become NotReady (dial tcp …:443: i/o timeout).',
  how: 'The security groups on the control plane’s interfaces together have to admit tcp 443 from every address of each remote network; references to other groups never match hosts on premises. EKS adds these rules to the cluster security group when remote networks are configured, unless it is full (G3).',
  fix: 'Admit tcp 443 from the missing blocks in the cluster security group.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-networking.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    nodesRefused: (e: { securityGroups: readonly string[]; closed: readonly string[] }) =>
      `${e.securityGroups.join(', ')} does not admit tcp 443 from ${e.closed.join(', ')} of the remote node networks → control plane: hybrid nodes cannot join there.`,
    podsRefused: (e: { securityGroups: readonly string[]; closed: readonly string[] }) =>
      `${e.securityGroups.join(', ')} does not admit tcp 443 from ${e.closed.join(', ')} of the remote pod networks → control plane: pods there cannot call the API server.`,
  },

  subjects: ({ cluster }) => [{ id: cluster.clusterSecurityGroupId }],

  *evaluate(_group, { view, violation, notApplicable, each, aws }) {
    const lists = [
      { kind: 'nodesRefused', severity: 'critical', networks: remoteNodeNetworks(view) },
      { kind: 'podsRefused', severity: 'high', networks: remotePodNetworks(view) },
    ] as const;
    if (lists.every(({ networks }) => networks.length === 0)) {
      return notApplicable('The cluster has no remote network configuration.');
    }
    const all = remoteAccess(view, 'in', port, [...remoteNodeNetworks(view), ...remotePodNetworks(view)]);
    const details = {
      cause: closedPortCause(view, 'in', port),
      fix: fixFrom(aws, openRemedy(view, 'in', port, all.closed)),
    };
    for (const { kind, severity, networks } of lists) {
      const { securityGroupIds, closed, openedBy } = remoteAccess(view, 'in', port, networks);
      if (closed.length === 0) continue;
      const hops = blockedPort(view, 'in', port, closed[0] ?? '');
      yield violation(kind, { securityGroups: securityGroupIds, closed, openedBy, ...hops }, { severity, ...details });
    }
    yield* each(all.unknown, () => []);
    return undefined;
  },
});
