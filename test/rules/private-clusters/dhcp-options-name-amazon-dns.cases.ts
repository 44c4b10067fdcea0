import { unread } from '../../../shared/model/snapshot/known.ts';
import { dhcpOptionsNameAmazonDns } from '../../../shared/rules/private-clusters/dhcp-options-name-amazon-dns.ts';
import { anIsolatedSnapshot } from '../../support/isolated-snapshot.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;

const servers = (...domainNameServers: string[]): Patches => ({
  dhcpOptions: { 'dopt-amazon': { domainNameServers } },
});
const publicOnly = { endpointPublicAccess: true, endpointPrivateAccess: false };
const other = (asked: string, names = 'the name of the private API endpoint') =>
  `dopt-amazon of vpc-main tells instances to ask ${asked} and not AmazonProvidedDNS, which alone knows ${names} (NodeCreationFailure).`;

const withoutDomainName = {
  ...aSnapshot(),
  dhcpOptions: [{ id: 'dopt-amazon', domainNameServers: ['AmazonProvidedDNS'] }],
};

export default {
  rule: dhcpOptionsNameAmazonDns,
  cases: [
    { name: 'AmazonProvidedDNS', given: aSnapshot(), expect: { 'vpc-main': 'compliant' } },
    {
      name: 'AmazonProvidedDNS among others',
      given: aSnapshot(servers('10.1.1.53', 'AmazonProvidedDNS')),
      expect: 'compliant',
    },
    {
      name: 'servers of one’s own, with the private endpoint',
      given: aSnapshot(servers('10.1.1.53', '10.1.2.53')),
      expect: [other('10.1.1.53, 10.1.2.53')],
      severity: 'high',
      causes: ['dhcp-options vpc-main'],
    },
    {
      name: 'servers of one’s own that are declared to forward',
      given: aSnapshot(servers('10.1.1.53')),
      declare: { customDnsForwards: true },
      expect: 'compliant',
      notes: ['10.1.1.53 forward to AmazonProvidedDNS (customDnsForwards).'],
    },
    {
      name: 'servers of one’s own that are declared not to forward',
      given: anIsolatedSnapshot({ ...servers('10.1.1.53'), cluster: publicOnly }),
      declare: { customDnsForwards: false },
      expect: [other('10.1.1.53', 'private names of VPC endpoints')],
    },
    {
      name: 'isolated nodes, without the private endpoint: the servers may forward',
      given: anIsolatedSnapshot({ ...servers('10.1.1.53'), cluster: publicOnly }),
      expect: 'indeterminate',
    },
    {
      name: 'a customer-routed control plane looks names up as the VPC does',
      given: aSnapshot({
        ...servers('10.1.1.53'),
        cluster: { ...publicOnly, controlPlaneEgressMode: 'CUSTOMER_ROUTED' },
      }),
      expect: [other('10.1.1.53', 'the private names that the customer-routed control plane calls')],
    },
    {
      name: 'no server at all',
      given: aSnapshot(servers()),
      expect: [other('no DNS server')],
    },
    {
      name: 'Amazon’s resolver by its address in every VPC',
      given: aSnapshot(servers('169.254.169.253')),
      expect: 'compliant',
      notes: ['dopt-amazon names AmazonProvidedDNS by its address 169.254.169.253; EKS asks for the name.'],
    },
    {
      name: 'Amazon’s resolver by its address in this VPC',
      given: aSnapshot(servers('10.0.0.2')),
      expect: 'compliant',
    },
    {
      name: 'no DHCP options',
      given: aSnapshot({ vpcs: { 'vpc-main': { dhcpOptionsId: 'default' } } }),
      expect: [
        'vpc-main has no DHCP options, so that its instances are told no DNS server; without AmazonProvidedDNS they do not know the name of the private API endpoint.',
      ],
      severity: 'medium',
    },
    {
      name: 'no domain name',
      given: withoutDomainName,
      expect: ['dopt-amazon of vpc-main has no domain-name: nodes may not know their own name (node "" not found).'],
      severity: 'low',
    },
    {
      name: 'the DHCP options do not exist',
      given: aSnapshot({ vpcs: { 'vpc-main': { dhcpOptionsId: 'dopt-gone' } } }),
      expect: 'indeterminate',
    },
    {
      name: 'public endpoint only, and every node has a way to the internet',
      given: aSnapshot({ ...servers('10.1.1.53'), cluster: publicOnly }),
      expect: 'not-applicable',
    },
    { name: 'DHCP options could not be read', given: without(aSnapshot(), 'dhcpOptions'), expect: 'indeterminate' },
    {
      name: 'the endpoints of the cluster are not known',
      given: aSnapshot({ cluster: { endpointPrivateAccess: unread('eks:DescribeCluster was denied') } }),
      expect: 'indeterminate',
    },
    {
      name: 'whether nodes are isolated cannot be told, and nothing else needs the names',
      given: hiddenIn(aSnapshot({ ...servers('10.1.1.53'), cluster: publicOnly }), 'natGateways', 'vpc-main'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
