import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { blockedRemoteLegs } from '../../model/remote-acl-legs.ts';
import { isClusterSubnet, scopeSubnets } from '../../model/subnet-use.ts';
import { decidedBy, noNumbersTaken, openNetworkAcl, packetWords } from '../open-network-acl.ts';

export const networkAclsAllowHybridTraffic = defineRule({
  code: 'F15',
  name: 'network-acls-allow-hybrid-traffic',
  aliases: ['hybrid-nacl'],
  title: 'Network ACLs of cluster subnets let hybrid nodes and the control plane talk, replies included',
  severity: 'high',
  profile: 'hybrid',
  resourceType: 'subnet',
  why: 'Network ACLs have no memory: a reply needs an entry of its own. EKS may place control-plane interfaces in any cluster subnet, so one list that blocks makes hybrid nodes fail now and then: they do not join (dial tcp …:443: i/o timeout), logs and exec hang (dial tcp …:10250: i/o timeout).',
  how: 'The list of each cluster subnet is asked for tcp 443 in from remote node and pod networks (with the private endpoint), tcp 10250 out to remote node networks, declared webhook ports (webhookPorts) out to remote pod networks, and the replies to ports 1024–65535, of which a list may leave out a few, such as 3389. Entries count in the order of their numbers. Leaves out remote pods that are declared not to be routable (podCidrsRoutable).',
  fix: 'Add entries that let the packets through, with numbers below the entry that denies them.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-networking.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    blocked: (e: {
      networkAcl: string;
      subnet: string;
      packets: string;
      blocks: readonly string[];
      decidedBy: string;
      neededFor: readonly string[];
    }) =>
      `${e.networkAcl} of ${e.subnet} does not let all ${e.packets} ${e.blocks.join(', ')}: ${e.decidedBy}; needed for ${e.neededFor.join(', ')}.`,
  },

  subjects: scopeSubnets,

  *evaluate(subnet, { view, violation, notApplicable, each, aws }) {
    if (view.cluster.remoteNodeCidrs.length + view.cluster.remotePodCidrs.length === 0) {
      return notApplicable('The cluster has no remote network configuration.');
    }
    if (!isClusterSubnet(view, subnet))
      return notApplicable('The control plane of the cluster does not use this subnet.');
    const { blocked, hidden } = blockedRemoteLegs(view, subnet);
    const taken = noNumbersTaken();
    for (const leg of blocked) {
      const { acl, blocks, neededFor, direction } = leg;
      yield violation(
        'blocked',
        {
          networkAcl: acl.id,
          subnet: subnet.id,
          packets: packetWords(leg),
          blocks,
          decidedBy: decidedBy(leg),
          neededFor,
          direction,
        },
        openNetworkAcl(leg, blocks, taken, aws),
      );
    }
    yield* each(hidden, () => []);
    return undefined;
  },
});
