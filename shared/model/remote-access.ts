import { AddressSet } from './address-set.ts';
import { controlPlaneSecurityGroupIds, existingGroups } from './cluster-security-groups.ts';
import type { PortRange } from './ports.ts';
import type { Remedy } from './remedy.ts';
import { authorizeWords } from './security-group-remedies.ts';
import { ruleWords } from './security-group-words.ts';
import { type Flow, securityGroupsAllow } from './security-groups.ts';
import { attempt, observedOf } from './view/observing.ts';
import type { SecurityGroup } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { AccountView, ClusterView } from './view/views.ts';

/** What security groups let through to or from remote networks at one port, or all of a range. */
export interface RemoteAnswer {
  /** The fewest blocks for which the port is closed. */
  readonly closed: readonly string[];
  /** The rules that open it for the others. */
  readonly openedBy: readonly string[];
  /** What keeps blocks from being decided. */
  readonly unknown: readonly NotObserved[];
}

/** References to other groups never match hosts on premises. */
export function answerForNetworks(
  account: AccountView,
  groups: readonly SecurityGroup[],
  flow: Omit<Flow, 'peer'>,
  networks: readonly (string | NotObserved)[],
): RemoteAnswer {
  const answers = networks.map((network) => {
    if (network instanceof NotObserved) return network;
    return attempt(() => securityGroupsAllow(account, groups, { ...flow, peer: { cidrs: AddressSet.of(network) } }));
  });
  const known = observedOf(answers);
  return {
    closed: AddressSet.of(...known.flatMap(({ uncovered }) => uncovered)).toCidrs(),
    openedBy: [...new Set(known.flatMap(({ rules }) => rules.map(ruleWords)))],
    unknown: answers.filter((answer) => answer instanceof NotObserved),
  };
}

export interface RemoteAccess extends RemoteAnswer {
  /** The groups on the control plane's interfaces. */
  readonly securityGroupIds: readonly string[];
}

/**
 * Whether the security groups on the control plane's interfaces let connections in from, or out to, the remote networks.
 * Raises `NotObserved` when the groups cannot be told.
 */
export function remoteAccess(
  view: ClusterView,
  direction: 'in' | 'out',
  port: number | PortRange,
  networks: readonly (string | NotObserved)[],
): RemoteAccess {
  const securityGroupIds = controlPlaneSecurityGroupIds(view);
  const groups = existingGroups(view.account, securityGroupIds, view.cluster.vpcId);
  const ports = typeof port === 'number' ? { from: port, to: port } : port;
  return {
    securityGroupIds,
    ...answerForNetworks(view.account, groups, { direction, protocol: 'tcp', ports }, networks),
  };
}

/** Opens the port in the cluster security group. */
export const openRemedy = (
  { cluster }: ClusterView,
  direction: 'in' | 'out',
  port: number,
  blocks: readonly string[],
): Remedy => ({
  text: `Open tcp ${port} ${direction === 'in' ? 'from' : 'to'} ${blocks.join(', ')} in ${cluster.clusterSecurityGroupId}.`,
  command: authorizeWords(direction, cluster.clusterSecurityGroupId, port, blocks),
});

/** One cause for one closed port of a group, whichever networks it is closed for. */
export const closedPortCause = ({ cluster }: ClusterView, direction: 'in' | 'out', port: number) => ({
  kind: 'security-group-port',
  resource: `${cluster.clusterSecurityGroupId} ${direction} tcp ${port}`,
});
