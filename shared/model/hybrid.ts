import { AddressSet } from './address-set.ts';
import type { AddressRange } from './cidr.ts';
import { type HybridGatewayKind, remotePieces } from './hybrid-gateways.ts';
import { judgeRemotePiece, type PieceVerdict, type RemoteRouteFault } from './remote-route-faults.ts';
import { effectiveRouteTable } from './routes.ts';
import { attempt, observedOf } from './view/observing.ts';
import type { Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

export interface RemoteRouteProblem extends Omit<RemoteRouteFault, 'says'> {
  /** The remote networks, as the cluster names them, that it is about. */
  readonly networks: readonly string[];
  /** The fewest blocks that are not led there. */
  readonly blocks: readonly string[];
  /** What the table does with them, without its name and a full stop: `has no route for 10.80.128.0/17`. */
  readonly fault: string;
}

export interface RemoteRouting {
  readonly problems: readonly RemoteRouteProblem[];
  readonly notes: readonly string[];
  /** What keeps pieces from being decided. */
  readonly unknown: readonly NotObserved[];
}

interface Judged extends PieceVerdict {
  readonly network: string;
  readonly range: AddressRange;
}

/**
 * How the subnet's route table leads each remote network, piece by piece: a more specific route may lead half of a block elsewhere.
 * `accepted`: the kinds of targets that lead on premises. Raises `NotObserved` when the route table cannot be told.
 */
export function remoteRouting(
  view: ClusterView,
  subnet: Subnet,
  networks: readonly (string | NotObserved)[],
  accepted: readonly HybridGatewayKind[],
): RemoteRouting {
  const effective = effectiveRouteTable(view.account, subnet);
  const judged = networks.flatMap((network): readonly (Judged | NotObserved)[] => {
    if (network instanceof NotObserved) return [network];
    const question = { view, effective, network, accepted };
    return remotePieces(view.account, effective, network).map((piece) =>
      attempt(() => ({ network, range: piece.range, ...judgeRemotePiece(question, piece) })),
    );
  });
  const known = observedOf(judged);
  return {
    problems: problemsOf(known),
    notes: [...new Set(known.flatMap(({ note }) => note ?? []))],
    unknown: judged.filter((one) => one instanceof NotObserved),
  };
}

/** One problem for each fault that can be repaired at once. */
function problemsOf(judged: readonly Judged[]): readonly RemoteRouteProblem[] {
  const keyOf = ({ fault }: Judged) => fault && `${fault.kind} ${fault.cause.resource}`;
  return [...Map.groupBy(judged, keyOf).values()].flatMap((members) => {
    const found = members[0]?.fault;
    if (!found) return [];
    const { says, ...fault } = found;
    const blocks = AddressSet.ofRanges(members.map(({ range }) => range)).toCidrs();
    const networks = [...new Set(members.map(({ network }) => network))];
    return [{ ...fault, networks, blocks, fault: says(blocks.join(', ')) }];
  });
}
