import { loadBalancerSubnetsHaveAddresses } from '../../../shared/rules/addresses/load-balancer-subnets-have-addresses.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

const inA = (subnet: object, further: object = {}) => aSnapshot({ subnets: { 'subnet-a': subnet }, ...further });
const tooFew = (free: string) =>
  `subnet-a has ${free}; load balancers need 8, and the AWS Load Balancer Controller passes it over.`;
const grows = ['subnet-a has 7 free addresses; load balancers need 8 to grow.'] as const;
const tooSmall = 'subnet-a (10.0.1.0/28) is smaller than the /27 that load balancers ask for.';
const hosting = { networkInterfaces: { 'eni-lb': { description: 'ELB app/k8s-demo/1', subnetId: 'subnet-a' } } };

export default {
  rule: loadBalancerSubnetsHaveAddresses,
  cases: [
    { name: 'tagged /24 subnets with plenty of addresses', given: aSnapshot(), expect: 'compliant' },
    { name: 'a /24 with eight free', given: inA({ freeIpv4Addresses: 8 }), expect: 'compliant' },
    {
      name: 'a /24 with seven free',
      given: inA({ freeIpv4Addresses: 7 }),
      expect: { 'subnet-a': [tooFew('7 free addresses')], 'subnet-b': 'compliant' },
      severity: 'medium',
      causes: ['subnet-full subnet-a'],
    },
    { name: 'a /27', given: inA({ cidr: '10.0.1.0/27', freeIpv4Addresses: 20 }), expect: 'compliant' },
    {
      name: 'a /28 tagged for internet-facing load balancers, with eleven free',
      given: inA({ cidr: '10.0.1.0/28', freeIpv4Addresses: 11, tags: { 'kubernetes.io/role/elb': '1' } }),
      expect: [tooSmall],
      severity: 'low',
      causes: ['subnet-size subnet-a'],
    },
    {
      name: 'a /28 with one free',
      given: inA({ cidr: '10.0.1.0/28', freeIpv4Addresses: 1 }),
      expect: [tooFew('1 free address'), tooSmall],
      severity: 'medium',
    },
    {
      name: 'no tag, and no load balancer',
      given: inA({ freeIpv4Addresses: 7, tags: {} }),
      expect: { 'subnet-a': 'not-applicable', 'subnet-b': 'compliant' },
    },
    {
      name: 'no tag, and an Application Load Balancer',
      given: inA({ freeIpv4Addresses: 7, tags: {} }, hosting),
      expect: grows,
    },
    {
      name: 'no tag, and a Network Load Balancer',
      given: inA(
        { freeIpv4Addresses: 7, tags: {} },
        { networkInterfaces: { 'eni-lb': { interfaceType: 'network_load_balancer', subnetId: 'subnet-a' } } },
      ),
      expect: grows,
    },
    {
      name: 'the cloud provider passes no subnet over',
      given: inA({ freeIpv4Addresses: 7 }),
      declare: { loadBalancerController: 'ccm' },
      expect: grows,
    },
    {
      name: 'nothing creates load balancers',
      given: inA({ freeIpv4Addresses: 7 }),
      declare: { loadBalancerController: 'none' },
      expect: 'not-applicable',
    },
    {
      name: 'nothing creates load balancers, and somebody made one by hand',
      given: inA({ freeIpv4Addresses: 7 }, hosting),
      declare: { loadBalancerController: 'none' },
      expect: grows,
    },
    {
      name: 'other limits set by parameter',
      given: inA({ cidr: '10.0.1.0/28', freeIpv4Addresses: 4 }),
      parameters: { minFree: 4, maxPrefix: 28 },
      expect: 'compliant',
    },
    {
      name: 'interfaces are hidden, and an untagged subnet may host a load balancer',
      given: hiddenIn(inA({ freeIpv4Addresses: 7, tags: {} }), 'networkInterfaces', 'vpc-main'),
      expect: { 'subnet-a': 'indeterminate', 'subnet-b': 'compliant' },
    },
    { name: 'subnets could not be read', given: without(aSnapshot(), 'subnets'), expect: 'indeterminate' },
  ],
} satisfies RuleCases;
