import { AddressSet, coversEveryIpv4Address } from '../address-set.ts';
import { isPublicOnly } from '../api-endpoint.ts';
import { egressAddresses } from '../egress-addresses.ts';
import { vpcDnsAttributes } from '../endpoint-faults.ts';
import { internet } from '../internet-path.ts';
import { undecidable } from '../snapshot/known.ts';
import { findObserved } from '../view/observing.ts';
import { NotObserved } from '../view/reveal.ts';
import type { ClusterView } from '../view/views.ts';
import { between } from './between.ts';
import { nameStep, vpcOf } from './name-step.ts';
import { outward } from './outward.ts';
import { fromRemote } from './remote.ts';
import type { OutsideStand, Stand, VpcStand } from './stand.ts';
import type { Connection } from './traffic.ts';
import type { Decision, Step, Steps } from './walk.ts';

/**
 * Whether the name of the API server resolves to the control plane's interfaces for the one who asks: in the VPC with the private
 * endpoint (unless only the public one can be resolved), elsewhere when that is the only one.
 */
export function usesPrivateEndpoint(view: ClusterView, from: Stand): boolean {
  if (isPublicOnly(view)) return false;
  if (!view.cluster.endpointPublicAccess) return true;
  if (from.in === 'outside') return false;
  const vpc = vpcOf(view.account, from.subnet.vpcId);
  return findObserved(vpcDnsAttributes, (attribute) => !vpc[attribute]) === undefined;
}

const name = 'the name of the API server';

/** To the control plane's interfaces in one of the cluster's subnets; EKS may place them in any. */
export function* toPrivateApi(connection: Connection, from: Stand, to: VpcStand): Steps {
  if (from.in === 'outside') return yield* fromRemote(connection, from, to);
  yield nameStep(connection.view.account, from.subnet, name, 'the control plane’s interfaces', true);
  yield* between(connection, from, to);
}

export const publicApi: OutsideStand = {
  in: 'outside',
  name: 'the public API endpoint',
  addresses: internet[4],
  exact: false,
};

/** Over the internet, from the public addresses of the subnet's gateways or nodes, which the endpoint has to admit. */
export function* toPublicApi(connection: Connection, from: Stand): Steps {
  const { view } = connection;
  if (from.in === 'outside') {
    yield ownWay(from);
    return yield admitted(view, from.name, () => view.declaration('onPremPublicCidrs'));
  }
  yield nameStep(view.account, from.subnet, name, 'public addresses', false);
  yield* outward(connection, from, publicApi);
  yield admitted(view, from.subnet.id, () => sourcesOf(view, from));
}

const ownWay = ({ name: at }: OutsideStand): Step => ({
  heading: 'forward',
  kind: 'gateway',
  at,
  decide: () => ({
    component: at,
    decidedBy: '',
    says: 'need a way of their own to the internet, which is not visible here',
    assumed: true,
  }),
});

function sourcesOf(view: ClusterView, { subnet }: VpcStand): readonly string[] {
  const found = egressAddresses(view, subnet);
  for (const { unsure } of found) if (unsure) throw unsure;
  if (found.length > 0) return found.map(({ address }) => `${address}/32`);
  const reason = 'from which public addresses nodes will come is not known yet';
  throw new NotObserved('networkInterfaces.publicIp', subnet.id, undecidable(reason));
}

const admitted = (view: ClusterView, at: string, sources: () => readonly string[]): Step => ({
  heading: 'forward',
  kind: 'public-access',
  at,
  decide: (): Decision => {
    const { publicAccessCidrs } = view.cluster;
    const open = AddressSet.of(...publicAccessCidrs);
    const component = view.name;
    const decidedBy = `publicAccessCidrs ${publicAccessCidrs.join(', ')}`;
    if (open.isEmpty || coversEveryIpv4Address(open))
      return { component, decidedBy, says: 'the public endpoint admits every address' };
    const refused = AddressSet.of(...sources())
      .subtract(open)
      .toCidrs();
    if (refused.length === 0)
      return { component, decidedBy, says: 'the public endpoint admits the public addresses it comes from' };
    return {
      component,
      decidedBy,
      says: `the public endpoint does not admit ${refused.join(', ')}`,
      stops: {
        part: refused,
        needed: `publicAccessCidrs of ${view.name} has to admit ${refused.join(', ')}, or the private endpoint has to be on.`,
        cause: { kind: 'public-access-cidrs', resource: view.name },
      },
    };
  },
});
