import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { everyControlPlaneSecurityGroupId } from '../../model/cluster-security-groups.ts';
import { isInReachOfTheInternet, nodeSecurityGroups } from '../../model/node-security-groups.ts';
import { openToTheWorld, type PortUse, portsOpenFor, portUses } from '../../model/open-ports.ts';
import { ruleWords } from '../../model/security-group-words.ts';
import { attempt, orUnknown } from '../../model/view/observing.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import { closeFix, openFacts, rulesOf } from '../close-to-the-world.ts';

const severities = { administration: 'high', nodePorts: 'medium', web: 'low' } as const satisfies Record<
  PortUse,
  string
>;

interface Open {
  readonly [fact: string]: string | boolean | readonly string[];
  readonly securityGroup: string;
  readonly ports: readonly string[];
  readonly world: readonly string[];
}
const open = ({ securityGroup, ports, world }: Open): string =>
  `${securityGroup} on nodes lets ${world.join(' and ')} in to ${ports.join(', ')}`;

export const nodeSecurityGroupsAreClosedToTheWorld = defineRule({
  code: 'G11',
  name: 'node-security-groups-are-closed-to-the-world',
  aliases: ['node-sg-unrestricted-ingress'],
  title: 'Security groups on nodes are not open to the world',
  severity: 'high',
  profile: 'baseline',
  resourceType: 'security-group',
  why: 'Whoever can reach SSH, RDP, the kubelet or etcd of a node from anywhere can try passwords and known flaws on it. In a private subnet one change of a route or an address is all that stands between.',
  how: 'Looks at the groups on the interfaces of running nodes, in launch templates and for remote access. The blocks of ingress rules, prefix lists included, are added up per port: halves of the address space count as the world. Ports 22, 3389, 10250, 10255 and 2379–2380 are of high severity, critical where a node has a public address or its subnet leads to an internet gateway; node ports 30000–32767 are of medium, 80 and 443 of low severity. A managed group with an SSH key and no source security group counts as open before its group can be seen. Groups that the control plane carries too are judged as cluster security groups.',
  fix: 'Take the rule away, or name the networks that need it; use Session Manager in place of SSH.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/APIReference/API_RemoteAccessConfig.html',
    'https://docs.aws.amazon.com/eks/latest/best-practices/network-security.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    administration: (e: Open) => `${open(e)}: nodes can be administered from there.`,
    nodePorts: (e: Open) => `${open(e)}: services of type NodePort can be reached from there.`,
    web: (e: Open) => `${open(e)}.`,
    remoteAccess: (e: { nodeGroup: string; sshKey: string }) =>
      `EKS opens SSH (RDP on Windows) of ${e.nodeGroup} to 0.0.0.0/0: it has the key ${e.sshKey} and no source security group.`,
  },

  subjects: nodeSecurityGroups,

  *evaluate(subject, { view, violation, note, notApplicable, each, aws }) {
    if (everyControlPlaneSecurityGroupId(view).includes(subject.id))
      return notApplicable('The control plane carries the group too: it is judged as a cluster security group.');
    const { id, interfaces, openedByEks } = subject;
    const exposed = () => attempt(() => isInReachOfTheInternet(view, subject)) === true;

    const group = attempt(() => view.account.securityGroups.find(id, { vpcId: view.cluster.vpcId }));
    if (openedByEks && (group === undefined || group instanceof NotObserved)) {
      const sshKey = openedByEks.remoteAccess?.ec2SshKey ?? '';
      yield violation(
        'remoteAccess',
        { nodeGroup: openedByEks.id, sshKey, amiType: orUnknown(() => openedByEks.amiType) },
        {
          resource: { type: 'node-group', id: openedByEks.id },
          severity: exposed() ? 'critical' : 'high',
          cause: { kind: 'remote-access', resource: openedByEks.id },
          fix: { text: 'Create the node group again with source security groups, or without a key (Session Manager).' },
        },
      );
      return undefined;
    }
    if (group instanceof NotObserved) throw group;
    if (!group) return notApplicable('The group does not exist.');

    const { open: pieces, hidden } = openToTheWorld(view.account, group);
    const told = new Set<string>();
    for (const use of portUses) {
      const found = portsOpenFor(pieces, use);
      const rules = rulesOf(found);
      if (rules.every((rule) => told.has(ruleWords(rule)))) continue;
      for (const rule of rules) told.add(ruleWords(rule));
      yield violation(
        use,
        {
          securityGroup: id,
          ...openFacts(found),
          nodeInterfaces: interfaces.map((eni) => eni.id),
          inReachOfTheInternet: orUnknown(() => isInReachOfTheInternet(view, subject)),
        },
        {
          severity: use === 'administration' && exposed() ? 'critical' : severities[use],
          ...closeFix(id, rules, aws),
        },
      );
    }
    const others = rulesOf(pieces).filter((rule) => !told.has(ruleWords(rule)));
    if (others.length > 0) yield note(`${id} lets the world in to further ports: ${others.map(ruleWords).join(', ')}.`);
    yield* each(hidden, function* () {});
    return undefined;
  },
});
