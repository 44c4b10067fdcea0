import { controlPlaneSecurityGroupIds } from './cluster-security-groups.ts';
import { taggedAutoScalingGroups } from './cluster-tagged.ts';
import { nodeSecurityGroups } from './node-security-groups.ts';
import { attempt, observedOf } from './view/observing.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/**
 * The ids of the resources that a cluster's network is configured with, as change events name them, sorted: what its VPC consists
 * of, the security groups in use, prefix lists and launch templates. Never interfaces and instances, which come and go. What was
 * not observed adds nothing.
 */
export function configurationResources(view: ClusterView): readonly string[] {
  const vpcId = attempt(() => view.cluster.vpcId);
  const inVpc = vpcId instanceof NotObserved ? [] : [vpcId, ...skeleton(view, vpcId)];
  const ids = [...inVpc, ...named(view), ...groupsInUse(view), ...prefixLists(view), ...launchTemplates(view)];
  return [...new Set(ids)].sort();
}

/** What the question answers, or nothing. */
const orNothing = (ask: () => readonly string[]): readonly string[] => {
  const ids = attempt(ask);
  return ids instanceof NotObserved ? [] : ids;
};

const idsOf = (items: readonly { readonly id: string }[]): readonly string[] => items.map(({ id }) => id);

/** Whether somebody's route leads through it or not: routes change too. */
function skeleton({ account }: ClusterView, vpcId: string): readonly string[] {
  const isAttached = ({ attachments }: { readonly attachments: readonly { readonly vpcId: string }[] }) =>
    attachments.some((attachment) => attachment.vpcId === vpcId);
  const questions: readonly (() => readonly string[])[] = [
    () => idsOf(account.subnets.inVpc(vpcId)),
    () => idsOf(account.routeTables.inVpc(vpcId)),
    () => idsOf(account.networkAcls.inVpc(vpcId)),
    () => idsOf(account.natGateways.inVpc(vpcId)),
    () => idsOf(account.vpcEndpoints.inVpc(vpcId)),
    () => idsOf(account.transitGatewayVpcAttachments.inVpc(vpcId)),
    () => idsOf(account.internetGateways.observed().filter(isAttached)),
    () => idsOf(account.egressOnlyInternetGateways.observed().filter(isAttached)),
    () => idsOf(account.vpnGateways.observed().filter(isAttached)),
    () =>
      idsOf(
        account.vpcPeeringConnections
          .observed()
          .filter(({ requester, accepter }) => requester.vpcId === vpcId || accepter.vpcId === vpcId),
      ),
    () => account.vpcs.find(vpcId)?.dhcpOptionsId?.match(/^dopt-.*/) ?? [],
  ];
  return questions.flatMap(orNothing);
}

/** Also where they are gone since, so that their return is noticed. */
function named({ cluster, nodeGroups, fargateProfiles }: ClusterView): readonly string[] {
  return [
    ...orNothing(() => cluster.subnetIds),
    ...orNothing(() => cluster.securityGroupIds),
    ...orNothing(() => [cluster.clusterSecurityGroupId]),
    ...orNothing(() => nodeGroups.observed().flatMap((group) => orNothing(() => group.subnetIds))),
    ...orNothing(() => fargateProfiles.observed().flatMap((profile) => orNothing(() => profile.subnetIds))),
  ];
}

function groupsInUse(view: ClusterView): readonly string[] {
  const { account, cluster } = view;
  const onEndpoints = orNothing(() =>
    account.vpcEndpoints.inVpc(cluster.vpcId).flatMap((endpoint) => orNothing(() => endpoint.securityGroupIds)),
  );
  const onNodes = orNothing(() => idsOf(observedOf(nodeSecurityGroups(view))));
  const ids = [...onEndpoints, ...onNodes, ...orNothing(() => controlPlaneSecurityGroupIds(view))];
  return ids.filter((id) => id.startsWith('sg-'));
}

/** Those that the routes of its VPC and the groups in use refer to. */
function prefixLists(view: ClusterView): readonly string[] {
  const { routeTables, securityGroups } = view.account;
  const inRoutes = orNothing(() =>
    routeTables
      .inVpc(view.cluster.vpcId)
      .flatMap(({ routes }) =>
        routes.map(({ destination }) => ('prefixListId' in destination ? destination.prefixListId : '')),
      ),
  );
  const inGroups = groupsInUse(view).flatMap((id) =>
    orNothing(() => {
      const group = securityGroups.find(id);
      const rules = group ? [...group.ingress, ...group.egress] : [];
      return rules.map(({ peer }) => ('prefixListId' in peer ? peer.prefixListId : ''));
    }),
  );
  return [...inRoutes, ...inGroups].filter((id) => id !== '');
}

function launchTemplates(view: ClusterView): readonly string[] {
  const groups = [() => view.nodeGroups.observed(), () => taggedAutoScalingGroups(view)];
  return groups.flatMap((ask) =>
    orNothing(() => ask().flatMap((group) => orNothing(() => (group.launchTemplate ? [group.launchTemplate.id] : [])))),
  );
}
