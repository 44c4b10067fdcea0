import { existingGroups } from '../cluster-security-groups.ts';
import { attempt } from '../view/observing.ts';
import { NotObserved } from '../view/reveal.ts';
import type { ClusterView } from '../view/views.ts';
import type { Stand, VpcStand } from './stand.ts';
import type { Connection } from './traffic.ts';

/** The group that a rule had best name: the cluster's own where it is among them. */
export const namedGroup = ({ cluster }: ClusterView, groupIds: readonly string[]): string =>
  groupIds.includes(cluster.clusterSecurityGroupId) ? cluster.clusterSecurityGroupId : (groupIds[0] ?? '');

/** The thing to fix where security groups keep a port closed, in the words that rules use for the same fault. */
export function closedGroups(
  { view, protocol, port }: Connection,
  direction: 'in' | 'out',
  own: VpcStand,
  other: Stand,
  ids: readonly string[],
): { readonly kind: string; readonly resource: string } {
  if (own.role === 'endpoint') {
    const resource = ids.length > 0 ? [...ids].sort().join(' ') : (own.resource ?? own.name);
    return { kind: 'endpoint-security-group', resource };
  }
  const group = namedGroup(view, ids);
  if (existingGroups(view.account, [group], own.subnet.vpcId).length === 0)
    return { kind: 'security-group', resource: group };
  if (other.in === 'outside')
    return { kind: 'security-group-port', resource: `${group} ${direction} ${protocol} ${port}` };
  const others = attempt(() => other.securityGroupIds());
  const peer = others instanceof NotObserved ? other.name : namedGroup(view, others);
  if (group === peer && direction === 'in') return { kind: 'security-group-self-rule', resource: group };
  const use = useOf(own, other, port);
  return { kind: 'security-group-rule', resource: [group, direction, peer, ...use, port].join(' ') };
}

/** What the port is for between members of a cluster. */
function useOf(own: VpcStand, other: VpcStand, port: number): readonly string[] {
  if (port === 10_250) return ['kubelet'];
  if (port === 53) return ['dns'];
  if (![own.role, other.role].includes('control plane')) return [];
  return port === 443 ? ['api'] : ['webhook'];
}
