import { attempt } from './view/observing.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** States that AWS leaves by itself within minutes, in the words of all its APIs. Waiting for a person (`pendingAcceptance`) is none. */
const passing = new Set([
  ...['creating', 'updating', 'deleting'],
  ...['pending', 'modifying', 'initiating', 'initiatingrequest', 'initiating-request', 'provisioning', 'rollingback'],
  ...['attaching', 'detaching'],
]);

const isPassing = (state: string): boolean => passing.has(state.toLowerCase());

/** Facts that were not observed say nothing about whether something is on its way. */
function seen<T>(ask: () => readonly T[]): readonly T[] {
  const answer = attempt(ask);
  return answer instanceof NotObserved ? [] : answer;
}

const isOnItsWay = (state: () => string | readonly string[]): boolean => {
  const states = attempt(state);
  return !(states instanceof NotObserved) && [states].flat().some(isPassing);
};

/** Ids of what is on its way from one state to another in the cluster and its VPC: a verdict may be another in a few minutes. */
export function unsettledResources(view: ClusterView): readonly string[] {
  const { account, cluster } = view;
  const vpcId = attempt(() => cluster.vpcId);
  if (vpcId instanceof NotObserved) return [];
  const idsOf = <T extends { readonly id: string }>(
    members: () => readonly T[],
    state: (member: T) => string | readonly string[],
  ) => seen(members).flatMap((member) => (isOnItsWay(() => state(member)) ? member.id : []));
  const here = <T extends { readonly attachments: readonly { readonly vpcId: string; readonly state: string }[] }>({
    attachments,
  }: T) => attachments.filter((attachment) => attachment.vpcId === vpcId).map(({ state }) => state);
  return [
    ...(isOnItsWay(() => cluster.status) ? [view.name] : []),
    ...idsOf(
      () => view.nodeGroups.observed(),
      ({ status }) => status,
    ),
    ...idsOf(
      () => view.fargateProfiles.observed(),
      ({ status }) => status,
    ),
    ...idsOf(
      () => account.natGateways.inVpc(vpcId),
      ({ state }) => state,
    ),
    ...idsOf(
      () => account.vpcEndpoints.inVpc(vpcId),
      ({ state }) => state,
    ),
    ...idsOf(
      () => account.transitGatewayVpcAttachments.inVpc(vpcId),
      ({ state }) => state,
    ),
    ...idsOf(
      () => account.subnets.inVpc(vpcId),
      ({ state }) => state,
    ),
    ...idsOf(() => account.internetGateways.observed(), here),
    ...idsOf(() => account.vpnGateways.observed(), here),
  ];
}
