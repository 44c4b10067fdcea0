import { undecidable, unread } from '../../../shared/model/snapshot/known.ts';
import { serviceNetworkOverlapsNothing } from '../../../shared/rules/vpc/service-network-overlaps-nothing.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

const peer = { vpcId: 'vpc-peer', ownerId: '111122223333', region: 'us-east-1', cidrs: ['172.20.64.0/18'] };

export default {
  rule: serviceNetworkOverlapsNothing,
  cases: [
    { name: 'a service block apart from the VPC', given: aSnapshot(), expect: 'compliant' },
    {
      name: 'a secondary block was added to the VPC after the cluster was made',
      given: aSnapshot({
        cluster: { serviceIpv4Cidr: '10.100.0.0/16' },
        vpcs: { 'vpc-main': { cidrs: ['10.0.0.0/16', '10.100.0.0/16'] } },
      }),
      expect: [
        'The service block 10.100.0.0/16 of demo overlaps 10.100.0.0/16 of vpc-main: pods do not reach the hosts that have an address in both.',
      ],
      severity: 'high',
      causes: ['cidr-overlap 10.100.0.0/16 10.100.0.0/16'],
    },
    {
      name: 'a peered VPC',
      given: aSnapshot({ vpcPeeringConnections: { 'pcx-1': { accepter: peer } } }),
      expect: [
        'The service block 172.20.0.0/16 of demo overlaps the connected network 172.20.64.0/18 (pcx-1): what pods send to the addresses in both never leaves the node.',
      ],
      severity: 'medium',
    },
    {
      name: 'a data centre, as declared',
      given: aSnapshot(),
      declare: { connectedCidrs: ['172.16.0.0/12'] },
      expect: [
        'The service block 172.20.0.0/16 of demo overlaps the connected network 172.16.0.0/12 (connectedCidrs): what pods send to the addresses in both never leaves the node.',
      ],
      severity: 'medium',
    },
    {
      name: 'the remote networks of hybrid nodes are another rule’s business',
      given: aSnapshot({ cluster: { remoteNodeCidrs: ['172.20.0.0/24'] } }),
      expect: 'compliant',
    },
    {
      name: 'the largest block that EKS allows',
      given: aSnapshot({ cluster: { serviceIpv4Cidr: '172.16.0.0/12' } }),
      expect: 'compliant',
    },
    {
      name: 'the smallest block that EKS allows',
      given: aSnapshot({ cluster: { serviceIpv4Cidr: '192.168.7.0/24' } }),
      expect: 'compliant',
    },
    {
      name: 'a smaller block, in a template',
      given: aSnapshot({ cluster: { serviceIpv4Cidr: '192.168.7.0/25' } }),
      expect: [
        'The service block 192.168.7.0/25 of demo is not one that EKS allows: from /24 to /12, in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.',
      ],
      severity: 'medium',
    },
    {
      name: 'a block that is larger than the private one it lies in',
      given: aSnapshot({ cluster: { serviceIpv4Cidr: '172.0.0.0/11' } }),
      expect: [
        'The service block 172.0.0.0/11 of demo is not one that EKS allows: from /24 to /12, in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.',
      ],
    },
    {
      name: 'shared address space, which is not among them',
      given: aSnapshot({ cluster: { serviceIpv4Cidr: '100.64.0.0/16' } }),
      expect: [
        'The service block 100.64.0.0/16 of demo is not one that EKS allows: from /24 to /12, in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.',
      ],
    },
    {
      name: 'an IPv6 cluster',
      given: aSnapshot({
        cluster: { ipFamily: 'ipv6', serviceIpv4Cidr: undefined, serviceIpv6Cidr: 'fd12:3456::/108' },
      }),
      expect: 'not-applicable',
    },
    {
      name: 'EKS will choose the block when the template is deployed',
      given: aSnapshot({ cluster: { serviceIpv4Cidr: undecidable('known after deployment') } }),
      expect: 'indeterminate',
    },
    {
      name: 'the blocks of the VPC are not known, and a declared network certainly overlaps',
      given: aSnapshot({ vpcs: { 'vpc-main': { cidrs: unread('later') } } }),
      declare: { connectedCidrs: ['172.20.0.0/24'] },
      expect: [
        'The service block 172.20.0.0/16 of demo overlaps the connected network 172.20.0.0/24 (connectedCidrs): what pods send to the addresses in both never leaves the node.',
      ],
    },
    {
      name: 'peering connections could not be read',
      given: without(aSnapshot(), 'vpcPeeringConnections'),
      expect: 'indeterminate',
    },
    { name: 'the VPC was not found', given: aSnapshot({ vpcs: { 'vpc-main': null } }), expect: 'indeterminate' },
  ],
} satisfies RuleCases;
