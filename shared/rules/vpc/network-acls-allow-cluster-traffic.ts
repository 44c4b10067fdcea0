import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { blockedLegs, cidrsOfPeers } from '../../model/network-acl-legs.ts';
import { blockedAtAcl } from '../../model/path/blocked-path.ts';
import { scopeSubnets } from '../../model/subnet-use.ts';
import { decidedBy, noNumbersTaken, openNetworkAcl, packetWords } from '../open-network-acl.ts';

export const networkAclsAllowClusterTraffic = defineRule({
  code: 'I2',
  name: 'network-acls-allow-cluster-traffic',
  aliases: ['nacl-control-plane-path'],
  title: 'Network ACLs let nodes and control plane talk, replies included',
  severity: 'critical',
  profile: 'baseline',
  resourceType: 'subnet',
  why: 'Network ACLs have no memory: a reply needs an entry of its own. EKS may place control-plane interfaces in any cluster subnet, so one list that blocks makes the cluster fail now and then: nodes do not join, logs and exec hang (`dial tcp …:10250: i/o timeout`), DNS names are not found.',
  how: 'For each pair of different subnets the list of each is asked in both directions: TCP 443 from nodes to cluster subnets (with a private endpoint), TCP 10250 and declared webhook ports from cluster subnets to nodes, port 53, TCP 10250 and declared node ports among node subnets, and the replies to ports 1024–65535, of which a list may leave out a few, such as 3389. Each subnet answers for its own list. Traffic inside one subnet passes no list.',
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
    const taken = noNumbersTaken();
    for (const leg of answer.blocked) {
      const otherCidrs = cidrsOfPeers(view, leg.peers);
      yield violation(
        'blocked',
        {
          networkAcl: leg.acl.id,
          subnet: subnet.id,
          packets: packetWords(leg),
          otherSubnets: leg.peers.map(({ id }) => id),
          decidedBy: decidedBy(leg),
          neededFor: leg.neededFor,
          direction: leg.direction,
          otherCidrs,
          ...blockedAtAcl(view, subnet, leg),
        },
        openNetworkAcl(leg, otherCidrs, taken, aws),
      );
    }
    yield* each(answer.hidden, function* () {});
    return undefined;
  },
});
