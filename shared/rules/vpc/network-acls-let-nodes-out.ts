import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { blockedEgress } from '../../model/node-egress-legs.ts';
import { hostsWorkloads, scopeSubnets } from '../../model/subnet-use.ts';
import { decidedBy, noNumbersTaken, openNetworkAcl, packetWords } from '../open-network-acl.ts';

export const networkAclsLetNodesOut = defineRule({
  code: 'I3',
  name: 'network-acls-let-nodes-out',
  aliases: ['nacl-node-egress'],
  title: 'Network ACLs let nodes reach AWS services, and the replies back in',
  severity: 'high',
  profile: 'baseline',
  resourceType: 'subnet',
  why: 'Network ACLs have no memory: a connection that may leave needs an entry for its replies, too. Where one is missing, nodes get no credentials and no images (i/o timeout) and do not join (NodeCreationFailure), although routes and security groups are right.',
  how: 'Where nodes or Fargate pods of the subnet have a way to the internet, its list must let TCP 443 out to the internet and replies to ports 1024–65535 in from it, and the list of the NAT gateway’s subnet the same for both of its sides; in IPv6 clusters for IPv6, too. Where they have none, lists on both sides must do so between the subnet and each subnet of the interface endpoints that they need, and for the public addresses of a gateway endpoint’s service. Narrow blocks, and a few of the ports of replies, that are denied do not matter; where only a part of the internet is let through, the answer is indeterminate.',
  fix: 'Add entries that let the packets through, with numbers below the entry that denies them.',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html',
    'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    blocked: (e: {
      networkAcl: string;
      subnet: string;
      packets: string;
      other: string;
      decidedBy: string;
      nodes: string;
      neededFor: readonly string[];
    }) =>
      `${e.networkAcl} of ${e.subnet} does not let ${e.packets} ${e.other} through: ${e.decidedBy}; nodes in ${e.nodes} need it for ${e.neededFor.join(', ')}.`,
  },

  subjects: scopeSubnets,

  *evaluate(subnet, { view, violation, notApplicable, each, aws }) {
    if (!hostsWorkloads(view, subnet))
      return notApplicable('No nodes or Fargate pods of the cluster run in this subnet.');
    const answer = blockedEgress(view, subnet);
    if (!answer) return notApplicable('Its nodes have neither a way to the internet nor endpoints that they need.');

    const takenIn = new Map<string, ReturnType<typeof noNumbersTaken>>();
    for (const leg of answer.blocked) {
      const taken = takenIn.get(leg.acl.id) ?? noNumbersTaken();
      takenIn.set(leg.acl.id, taken);
      yield violation(
        'blocked',
        {
          networkAcl: leg.acl.id,
          subnet: leg.subnet.id,
          packets: packetWords(leg),
          other: leg.other,
          otherCidrs: leg.otherCidrs,
          decidedBy: decidedBy(leg),
          nodes: subnet.id,
          neededFor: leg.neededFor,
        },
        openNetworkAcl(leg, leg.otherCidrs, taken, aws),
      );
    }
    yield* each(answer.hidden, () => []);
    return undefined;
  },
});
