import * as z from 'zod';
import type { AwsCommand } from '../../engine/aws-command.ts';
import { defineRule } from '../../engine/define-rule.ts';
import type { CauseRef, Fix } from '../../engine/verdict.ts';
import { type BlockedLeg, blockedLegs, cidrsOfPeers, freeNumbers } from '../../model/network-acl-legs.ts';
import { portWords } from '../../model/security-group-words.ts';
import { scopeSubnets } from '../../model/subnet-use.ts';
import type { ClusterView } from '../../model/view/views.ts';

export const networkAclsAllowClusterTraffic = defineRule({
  code: 'I2',
  name: 'network-acls-allow-cluster-traffic',
  aliases: ['nacl-control-plane-path'],
  title: 'Network ACLs let nodes and control plane talk, replies included',
  severity: 'critical',
  profile: 'baseline',
  resourceType: 'subnet',
  why: 'Network ACLs have no memory: a reply needs an entry of its own. EKS may place control-plane interfaces in any cluster subnet, so one list that blocks makes the cluster fail now and then: nodes do not join, logs and exec hang (`dial tcp …:10250: i/o timeout`), DNS names are not found.',
  how: 'For each pair of different subnets the list of each is asked in both directions: TCP 443 from nodes to cluster subnets (with a private endpoint), TCP 10250 and declared webhook ports from cluster subnets to nodes, port 53, TCP 10250 and declared node ports among node subnets, and the replies to ports 1024–65535. Each subnet answers for its own list. Traffic inside one subnet passes no list.',
  fix: 'Add entries that let the packets through, with numbers below the entry that denies them.',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    blocked: (e: {
      networkAcl: string;
      subnet: string;
      packets: string;
      otherSubnets: readonly string[];
      decidedBy: string;
      neededFor: readonly string[];
    }) =>
      `${e.networkAcl} of ${e.subnet} does not let all ${e.packets} ${e.otherSubnets.join(', ')}: ${e.decidedBy}; needed for ${e.neededFor.join(', ')}.`,
  },

  subjects: scopeSubnets,

  *evaluate(subnet, { view, violation, notApplicable, each, aws }) {
    const answer = blockedLegs(view, subnet);
    if (!answer) return notApplicable('Neither nodes nor the control plane of the cluster use this subnet.');
    const taken = { in: new Set<number>(), out: new Set<number>() };
    for (const leg of answer.blocked) {
      yield violation(
        'blocked',
        {
          networkAcl: leg.acl.id,
          subnet: subnet.id,
          packets: `${leg.protocol} ${portWords(leg.ports)} ${leg.direction === 'out' ? 'out to' : 'in from'}`,
          otherSubnets: leg.peers.map(({ id }) => id),
          decidedBy: leg.by === undefined ? 'no entry allows it' : `entry ${leg.by} denies it`,
          neededFor: leg.neededFor,
          direction: leg.direction,
          otherCidrs: cidrsOfPeers(view, leg.peers),
        },
        { cause: causeOf(leg), fix: fixOf(view, leg, taken[leg.direction], aws) },
      );
    }
    yield* each(answer.hidden, function* () {});
    return undefined;
  },
});

const causeOf = ({ acl, direction, protocol, ports, by }: BlockedLeg): CauseRef =>
  by === undefined
    ? { kind: 'network-acl', resource: `${acl.id} ${direction} ${protocol} ${portWords(ports)}` }
    : { kind: 'network-acl-entry', resource: `${acl.id} ${direction} ${by}` };

/** `taken`: numbers of entries that the fixes before make; those of this one are added. */
function fixOf(view: ClusterView, leg: BlockedLeg, taken: Set<number>, aws: AwsCommand): Fix {
  const { acl, direction, protocol, ports, by } = leg;
  const cidrs = cidrsOfPeers(view, leg.peers);
  const way = direction === 'out' ? 'out to' : 'in from';
  const text = `Let ${protocol} ${portWords(ports)} ${way} ${cidrs.join(', ')} through ${acl.id}`;
  const numbers = freeNumbers(acl, direction, cidrs.length, by, taken);
  if (!numbers) return { text: `${text}, before entry ${by}.` };
  for (const number of numbers) taken.add(number);
  const commands = cidrs.map((cidr, index) => {
    const block = [cidr.includes(':') ? '--ipv6-cidr-block' : '--cidr-block', cidr];
    const range = `From=${ports.from},To=${ports.to}`;
    const side = direction === 'out' ? '--egress' : '--ingress';
    return aws`ec2 create-network-acl-entry --network-acl-id ${acl.id} --rule-number ${numbers[index] ?? ''} --protocol ${protocol} --port-range ${range} ${block} --rule-action allow ${side}`;
  });
  return { text: `${text}${by === undefined ? '' : `, before entry ${by}`}.`, command: commands.join(' && ') };
}
