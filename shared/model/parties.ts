import type { Family } from './address.ts';
import { AddressSet } from './address-set.ts';
import {
  automaticNodeSecurityGroupIds,
  chosenInside,
  controlPlaneSecurityGroupIds,
  fargateSecurityGroupIds,
  nodeSecurityGroupIds,
} from './cluster-security-groups.ts';
import { controlPlaneInterfaces } from './control-plane.ts';
import { observedInterfacesIn } from './interface-index.ts';
import { privateAddressesOf } from './interfaces.ts';
import { workerGroups } from './node-capacity.ts';
import { automaticNodesOf } from './running-nodes.ts';
import { once, remembered } from './view/memo.ts';
import { attempt, unlessUndecidable } from './view/observing.ts';
import type { NetworkInterface } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** Those who take part in a cluster's own traffic and carry the same security groups. */
export interface Party {
  /** In words, for example `node groups blue, green`. */
  readonly name: string;
  readonly securityGroupIds: readonly string[];
  /** Where its interfaces are; while there are none, the subnets where they will be. May raise `NotObserved`. */
  readonly addresses: () => AddressSet;
}

const familiesOf = ({ cluster }: ClusterView): readonly Family[] => (cluster.ipFamily === 'ipv6' ? [4, 6] : [4]);

/** The addresses of the interfaces in each of the cluster's families; where there are none, of the subnets. */
function placeOf(view: ClusterView, interfaces: readonly NetworkInterface[], subnetIds: readonly string[]): AddressSet {
  const { account, cluster } = view;
  const subnets = once(() => subnetIds.flatMap((id) => account.subnets.find(id, { vpcId: cluster.vpcId }) ?? []));
  return familiesOf(view)
    .map((family) => {
      const held = privateAddressesOf(interfaces, family);
      if (!held.isEmpty) return held;
      return AddressSet.of(...subnets().flatMap((subnet) => (family === 4 ? [subnet.cidr] : subnet.ipv6Cidrs)));
    })
    .reduce((all, some) => all.union(some), AddressSet.EMPTY);
}

/** The control plane in the VPC: its interfaces and the groups on them. */
export const controlPlaneParty = remembered(
  (view: ClusterView): Party => ({
    name: 'the control plane',
    securityGroupIds: controlPlaneSecurityGroupIds(view),
    addresses: once(() =>
      placeOf(
        view,
        unlessUndecidable(() => controlPlaneInterfaces(view), []),
        view.cluster.subnetIds,
      ),
    ),
  }),
);

const labels = ['node group', 'Fargate profile', 'node'] as const;

interface Member {
  readonly label: (typeof labels)[number];
  readonly name: string;
  readonly securityGroupIds: readonly string[];
  readonly subnetIds: () => readonly string[];
}

/**
 * Node groups, Fargate profiles and nodes that Karpenter or Auto Mode launched, those with the same security groups taken together;
 * what hides further ones stands among them.
 */
export const nodeParties = remembered((view: ClusterView): readonly (Party | NotObserved)[] => {
  const named = [...groupsOf(view), ...profilesOf(view)];
  const asked = [...named, ...automaticOf(view, named.length === 0)];
  const members = asked.filter((each): each is Member => !(each instanceof NotObserved));
  const alike = Map.groupBy(members, ({ securityGroupIds }) => [...securityGroupIds].sort().join(' '));
  const parties = [...alike.values()].map((some): Party => {
    const securityGroupIds = some[0]?.securityGroupIds ?? [];
    const subnetIds = () => [...new Set(some.flatMap((member) => member.subnetIds()))];
    return {
      name: nameOf(some),
      securityGroupIds,
      addresses: once(() => {
        const interfaces = unlessUndecidable(() => carrying(view, securityGroupIds, subnetIds()), []);
        return placeOf(view, interfaces, subnetIds());
      }),
    };
  });
  return [...parties, ...asked.filter((each) => each instanceof NotObserved)];
});

function groupsOf(view: ClusterView): readonly (Member | NotObserved)[] {
  return workerGroups(view).map((group) =>
    group instanceof NotObserved
      ? group
      : attempt(() => ({
          name: 'name' in group ? group.name : group.id,
          label: 'node group' as const,
          securityGroupIds: nodeSecurityGroupIds(view, group),
          subnetIds: () => group.subnetIds,
        })),
  );
}

function profilesOf(view: ClusterView): readonly (Member | NotObserved)[] {
  const profiles = attempt(() => view.fargateProfiles.entries());
  if (profiles instanceof NotObserved) return [profiles];
  return profiles.map((profile) =>
    profile instanceof NotObserved
      ? profile
      : attempt(() => ({
          name: profile.name,
          label: 'Fargate profile' as const,
          securityGroupIds: fargateSecurityGroupIds(view),
          subnetIds: () => profile.subnetIds,
        })),
  );
}

/** Nodes without node groups show their security groups only on their interfaces. */
function automaticOf(view: ClusterView, alone: boolean): readonly (Member | NotObserved)[] {
  const nodes = automaticNodesOf(view.account, view.name);
  if (nodes.length === 0) return alone && view.cluster.autoMode ? [chosenInside(view.name)] : [];
  return nodes.map(({ instanceId, subnetId }) =>
    attempt(() => ({
      label: 'node' as const,
      name: instanceId,
      securityGroupIds: automaticNodeSecurityGroupIds(view, instanceId),
      subnetIds: () => [subnetId],
    })),
  );
}

/** As many names as a sentence can bear. */
const mostNamed = 3;

const nameOf = (members: readonly Member[]): string =>
  labels
    .flatMap((label) => {
      const names = members.filter((member) => member.label === label).map(({ name }) => name);
      const further = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : '';
      const shown = names.slice(0, mostNamed).join(', ');
      return names.length === 0 ? [] : [`${label}${names.length > 1 ? 's' : ''} ${shown}${further}`];
    })
    .join(' and ');

/** Interfaces in the subnets that carry the groups and are not the control plane's; raises `NotObserved` when some may be hidden. */
function carrying(view: ClusterView, securityGroupIds: readonly string[], subnetIds: readonly string[]) {
  const eks = new Set(controlPlaneInterfaces(view).map(({ id }) => id));
  return subnetIds
    .flatMap((id) => observedInterfacesIn(view.account, id))
    .filter((eni) => !eks.has(eni.id) && securityGroupIds.every((id) => eni.securityGroupIds.includes(id)));
}
