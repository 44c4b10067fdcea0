import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { everyControlPlaneSecurityGroupId } from '../../model/cluster-security-groups.ts';
import { isInReachOfTheInternet, nodeSecurityGroups } from '../../model/node-security-groups.ts';
import { admitsPathDiscovery, type OpenPorts, openToTheWorld, portsOpenFor } from '../../model/open-ports.ts';
import { ruleWords } from '../../model/security-group-words.ts';
import type { RuleOfGroup } from '../../model/security-groups.ts';
import { attempt, observedOf } from '../../model/view/observing.ts';
import type { ClusterView } from '../../model/view/views.ts';
import { closeFix, openFacts, rulesOf } from '../close-to-the-world.ts';

interface Open {
  readonly [fact: string]: string | boolean | readonly string[];
  readonly securityGroup: string;
  readonly ports: readonly string[];
  readonly world: readonly string[];
}
const open = ({ securityGroup, ports, world }: Open): string =>
  `${securityGroup} on the control plane lets ${world.join(' and ')} in to ${ports.join(', ')}`;

const uses = {
  api: { severity: 'high', find: (pieces: readonly OpenPorts[]) => web(pieces, 443) },
  administration: { severity: 'high', find: (pieces: readonly OpenPorts[]) => portsOpenFor(pieces, 'administration') },
  nodePorts: { severity: 'medium', find: (pieces: readonly OpenPorts[]) => portsOpenFor(pieces, 'nodePorts') },
  web: { severity: 'low', find: (pieces: readonly OpenPorts[]) => web(pieces, 80) },
} as const;
const kinds = ['api', 'administration', 'nodePorts', 'web'] as const satisfies readonly (keyof typeof uses)[];

const web = (pieces: readonly OpenPorts[], port: number): readonly OpenPorts[] =>
  portsOpenFor(pieces, 'web').filter(({ ports }) => ports.from === port);

export const controlPlaneSecurityGroupsAreClosedToTheWorld = defineRule({
  code: 'G6',
  name: 'control-plane-security-groups-are-closed-to-the-world',
  aliases: ['cluster-sg-unrestricted-ingress'],
  title: 'The cluster security group and additional ones of the control plane are not open to the world',
  severity: 'high',
  profile: 'baseline',
  resourceType: 'security-group',
  why: 'Whoever gets into the VPC, or into a network connected to it, can call the private API endpoint. The cluster security group is on nodes as well: the same rules open kubelets, SSH and services there.',
  how: 'Looks at the groups on the control plane’s interfaces, with the configured ones. The blocks of ingress rules, prefix lists included, are added up per port: halves of the address space count as the world. Port 443 and what administers nodes (22, 3389, 10250, 10255, 2379–2380) are of high severity, the latter critical where a node with the group has a public address or its subnet leads to an internet gateway; node ports 30000–32767 are of medium, port 80 of low severity. The rule for path MTU discovery that load balancers make is worth a note.',
  fix: 'Take the rule away, or name the networks that need it; for load balancers set loadBalancerSourceRanges.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html',
    'https://docs.aws.amazon.com/eks/latest/best-practices/network-security.html',
    'https://github.com/kubernetes/cloud-provider-aws/blob/master/pkg/providers/v1/aws_loadbalancer.go',
  ],

  parameters: z.strictObject({}),

  messages: {
    api: (e: Open) => `${open(e)}: the private API endpoint can be called from there.`,
    administration: (e: Open) => `${open(e)}: nodes that carry it can be administered from there.`,
    nodePorts: (e: Open) => `${open(e)}: services of type NodePort can be reached from there.`,
    web: (e: Open) => `${open(e)}.`,
  },

  subjects: (view) => everyControlPlaneSecurityGroupId(view).map((id) => ({ id })),

  *evaluate({ id }, { view, violation, note, notApplicable, each, aws }) {
    const group = view.account.securityGroups.find(id, { vpcId: view.cluster.vpcId });
    if (!group) return notApplicable('The group does not exist.');
    const { open: pieces, hidden } = openToTheWorld(view.account, group);
    const told = new Set<string>();
    for (const kind of kinds) {
      const found = uses[kind].find(pieces);
      const rules = rulesOf(found);
      if (rules.every((rule) => told.has(ruleWords(rule)))) continue;
      for (const rule of rules) told.add(ruleWords(rule));
      const opened = openedBy(rules, pieces);
      const critical = portsOpenFor(opened, 'administration').length > 0 && isExposed(view, id);
      yield violation(
        kind,
        { securityGroup: id, ...openFacts(opened) },
        { severity: critical ? 'critical' : uses[kind].severity, ...closeFix(id, rules, aws) },
      );
    }
    const others = rulesOf(pieces).filter((rule) => !told.has(ruleWords(rule)));
    if (others.length > 0) yield note(`${id} lets the world in to further ports: ${others.map(ruleWords).join(', ')}.`);
    if (admitsPathDiscovery(group)) {
      yield note(`${id} lets in ICMP type 3 code 4 from everywhere: path MTU discovery of load balancers needs it.`);
    }
    yield* each(hidden, function* () {});
    return undefined;
  },
});

/** Every port with a use that these rules open. */
function openedBy(rules: readonly RuleOfGroup[], pieces: readonly OpenPorts[]): readonly OpenPorts[] {
  const names = new Set(rules.map(ruleWords));
  return kinds
    .flatMap((kind) => uses[kind].find(pieces))
    .filter((piece) => piece.rules.every((rule) => names.has(ruleWords(rule))));
}

/** Whether a node that carries the group is in reach of the internet, for certain. */
function isExposed(view: ClusterView, groupId: string): boolean {
  const onNodes = observedOf(nodeSecurityGroups(view)).find(({ id }) => id === groupId);
  return onNodes !== undefined && attempt(() => isInReachOfTheInternet(view, onNodes)) === true;
}
