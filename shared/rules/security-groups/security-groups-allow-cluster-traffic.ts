import * as z from 'zod';
import type { AwsCommand } from '../../engine/aws-command.ts';
import { defineRule } from '../../engine/define-rule.ts';
import { ipPermission } from '../../engine/ip-permission.ts';
import type { CauseRef, Fix, Severity } from '../../engine/verdict.ts';
import { existingGroups } from '../../model/cluster-security-groups.ts';
import { type ClosedSide, closedSides, minimumPaths, type Path, type PathKind } from '../../model/minimum-paths.ts';
import { blockedAmongMembers } from '../../model/path/blocked-path.ts';
import type { ClusterView } from '../../model/view/views.ts';

const severities: Readonly<Record<PathKind, Severity>> = {
  api: 'critical',
  kubelet: 'critical',
  dns: 'high',
  webhook: 'medium',
};

interface Closed {
  readonly [fact: string]: string | readonly string[];
  readonly path: string;
  readonly closedBy: readonly string[];
}
const closed = ({ path, closedBy }: Closed): string =>
  `${path.charAt(0).toUpperCase()}${path.slice(1)} is closed by ${closedBy.join(' and ')}`;

export const securityGroupsAllowClusterTraffic = defineRule({
  code: 'G4',
  name: 'security-groups-allow-cluster-traffic',
  aliases: ['cluster-sg-minimum-paths'],
  title: 'Security groups let through what nodes and control plane need of each other',
  severity: 'critical',
  profile: 'baseline',
  resourceType: 'cluster',
  why: 'Nodes whose security groups keep them from the API server do not join (`NodeCreationFailure`). Where the control plane cannot reach kubelets, logs, exec and metrics fail (`dial tcp …:10250: i/o timeout`). Pods without cluster DNS find nothing.',
  how: 'Takes the groups on the control plane’s interfaces and those of each node group and Fargate profile: from its launch template, else the cluster’s own, for self-managed nodes, Karpenter’s and Auto Mode’s those on the instances. Additional groups of the cluster are on the control plane only. Asks whether the egress of the source and the ingress of the destination let through TCP 443 from nodes to the control plane (with a private endpoint), TCP 10250 to nodes, TCP and UDP 53 among nodes, and declared webhook ports; by reference or by addresses.',
  fix: 'Allow the traffic on the side that closes it, or give the nodes the cluster security group.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html',
    'https://docs.aws.amazon.com/eks/latest/best-practices/network-security.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    api: (e: Closed) => `${closed(e)}: nodes cannot join the cluster.`,
    kubelet: (e: Closed) => `${closed(e)}: the API server cannot reach kubelets (logs, exec, metrics).`,
    dns: (e: Closed) => `${closed(e)}: pods get no answer from CoreDNS there.`,
    webhook: (e: Closed) => `${closed(e)}: the API server cannot call webhooks.`,
  },

  subjects: ({ cluster }) => [cluster],

  *evaluate(_, { view, violation, notApplicable, each, aws }) {
    const paths = minimumPaths(view);
    if (paths.length === 0) {
      return notApplicable('The cluster has no nodes, node groups or Fargate profiles.');
    }
    yield* each(paths, function* (path) {
      const sides = closedSides(view, path);
      if (sides.length === 0) return;
      const cause = causeOf(view, path, sides);
      const fix = cause.kind === 'security-group' ? { text: gone(cause.resource) } : fixOf(view, path, sides, aws);
      const evidence = { ...evidenceOf(path, sides), ...(sides[0] ? blockedAmongMembers(view, path, sides[0]) : {}) };
      yield violation(path.kind, evidence, { severity: severities[path.kind], cause, fix });
    });
    return undefined;
  },
});

/** Addresses in the evidence: enough to see who is left out. */
const mostShown = 20;

const sideWords = { in: 'ingress', out: 'egress' } as const;

function evidenceOf({ from, to, protocols, port }: Path, sides: readonly ClosedSide[]): Closed {
  const traffic = protocols.filter((protocol) => sides.some((side) => side.protocol === protocol));
  const closedBy = sides.map(({ direction, groupIds }) => `${sideWords[direction]} of ${groupIds.join(', ')}`);
  return {
    path: `${from.name} → ${to.name} ${traffic.map((protocol) => `${protocol} ${port}`).join(' and ')}`,
    closedBy: [...new Set(closedBy)],
    sourceGroups: from.securityGroupIds,
    destinationGroups: to.securityGroupIds,
    addressesLeftOut: [...new Set(sides.flatMap(({ uncovered }) => uncovered))].slice(0, mostShown),
  };
}

const gone = (groupId: string): string => `Replace ${groupId}, which does not exist any more.`;

/** The group of a party that a rule had best name: the cluster's own where it carries it. */
const namedGroup = ({ cluster }: ClusterView, groupIds: readonly string[]): string =>
  groupIds.includes(cluster.clusterSecurityGroupId) ? cluster.clusterSecurityGroupId : (groupIds[0] ?? '');

function causeOf(view: ClusterView, { kind, from, to, port }: Path, [side]: readonly ClosedSide[]): CauseRef {
  const own = namedGroup(view, side?.groupIds ?? []);
  const other = namedGroup(view, (side?.direction === 'out' ? to : from).securityGroupIds);
  if (existingGroups(view.account, [own], view.cluster.vpcId).length === 0)
    return { kind: 'security-group', resource: own };
  if (own === other && side?.direction === 'in') return { kind: 'security-group-self-rule', resource: own };
  return { kind: 'security-group-rule', resource: `${own} ${side?.direction} ${other} ${kind} ${port}` };
}

function fixOf(view: ClusterView, { from, to, port }: Path, sides: readonly ClosedSide[], aws: AwsCommand): Fix {
  const commands = (['out', 'in'] as const).flatMap((direction) => {
    const shut = sides.filter((side) => side.direction === direction);
    if (shut.length === 0) return [];
    const [own, other] = direction === 'out' ? [from, to] : [to, from];
    const [group, peer] = [namedGroup(view, own.securityGroupIds), namedGroup(view, other.securityGroupIds)];
    const permissions = shut.map(({ protocol }) =>
      ipPermission({ protocol, ports: { from: port, to: port }, peer: { securityGroupId: peer } }),
    );
    return direction === 'out'
      ? aws`ec2 authorize-security-group-egress --group-id ${group} --ip-permissions ${permissions}`
      : aws`ec2 authorize-security-group-ingress --group-id ${group} --ip-permissions ${permissions}`;
  });
  return {
    text: `Allow the traffic from ${from.securityGroupIds.join(', ')} to ${to.securityGroupIds.join(', ')}.`,
    command: commands.join(' && '),
  };
}
