import { existingGroups } from './cluster-security-groups.ts';
import { controlPlaneParty, nodeParties, type Party } from './parties.ts';
import type { Protocol } from './ports.ts';
import { securityGroupsAllow } from './security-groups.ts';
import { remembered, rememberedFor } from './view/memo.ts';
import { attempt } from './view/observing.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** What a cluster does not work without: nodes to the API server, the API server to kubelets and webhooks, pods to cluster DNS. */
export type PathKind = 'api' | 'kubelet' | 'dns' | 'webhook';

/** Connections of one kind from one party to another, which the groups of both have to let through. */
export interface Path {
  readonly id: string;
  readonly kind: PathKind;
  readonly from: Party;
  readonly to: Party;
  readonly protocols: readonly Protocol[];
  readonly port: number;
}

/** Where groups keep a path closed. */
export interface ClosedSide {
  readonly direction: 'in' | 'out';
  readonly protocol: Protocol;
  readonly groupIds: readonly string[];
  /** Addresses of the other side that the rules by address leave out. */
  readonly uncovered: readonly string[];
}

/**
 * The paths of the cluster, by parties; what hides further parties stands among them. Nodes need a path to the control plane's
 * interfaces only with the private endpoint. Webhook ports are those that are declared.
 */
export const minimumPaths = remembered((view: ClusterView): readonly (Path | NotObserved)[] => {
  const control = attempt(() => controlPlaneParty(view));
  if (control instanceof NotObserved) return [control];
  const found = nodeParties(view);
  const parties = found.filter((each): each is Party => !(each instanceof NotObserved));
  const toApi = attempt(() => view.cluster.endpointPrivateAccess);
  return [
    ...(toApi instanceof NotObserved ? [toApi] : toApi ? parties.map((from) => path('api', from, control, 443)) : []),
    ...parties.map((to) => path('kubelet', control, to, 10_250)),
    ...parties.flatMap((from) => parties.map((to) => path('dns', from, to, 53))),
    ...(view.declared.webhookPorts ?? []).flatMap((port) => parties.map((to) => path('webhook', control, to, port))),
    ...found.filter((each) => each instanceof NotObserved),
  ];
});

function path(kind: PathKind, from: Party, to: Party, port: number): Path {
  const protocols: readonly Protocol[] = kind === 'dns' ? ['tcp', 'udp'] : ['tcp'];
  const id = [kind, ...from.securityGroupIds, 'to', ...to.securityGroupIds, port].join(' ');
  return { id, kind, from, to, protocols, port };
}

/** The sides and protocols that keep the path closed: none when it is open. Raises `NotObserved` when it cannot be told. */
export const closedSides = rememberedFor(
  (view: ClusterView, { from, to, protocols, port }: Path): readonly ClosedSide[] => {
    const sides = [
      { direction: 'out', own: from, other: to },
      { direction: 'in', own: to, other: from },
    ] as const;
    return sides.flatMap(({ direction, own, other }) => {
      const groups = existingGroups(view.account, own.securityGroupIds, view.cluster.vpcId);
      return protocols.flatMap((protocol) => {
        const answer = securityGroupsAllow(view.account, groups, {
          direction,
          protocol,
          ports: { from: port, to: port },
          peer: other,
        });
        return answer.allowed
          ? []
          : [{ direction, protocol, groupIds: own.securityGroupIds, uncovered: answer.uncovered }];
      });
    });
  },
);

/** Whether every path is open; raises `NotObserved` when that cannot be told and none is closed for certain. */
export function minimumHolds(view: ClusterView): boolean {
  const answers = minimumPaths(view).map((each) =>
    each instanceof NotObserved ? each : attempt(() => closedSides(view, each)),
  );
  if (answers.some((answer) => !(answer instanceof NotObserved) && answer.length > 0)) return false;
  for (const answer of answers) if (answer instanceof NotObserved) throw answer;
  return true;
}
