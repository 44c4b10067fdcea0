import { roleTagRule } from '../role-tag-rule.ts';

export const privateSubnetsAreTaggedForInternalLoadBalancers = roleTagRule({
  code: 'C2',
  name: 'private-subnets-are-tagged-for-internal-load-balancers',
  aliases: ['elb-internal-subnets-tagged'],
  title: 'Private subnets in two zones are tagged for internal load balancers',
  why: 'An internal Ingress or Service that names no subnets gets those that are tagged. If too few are, no load balancer is created (unable to resolve at least one subnet).',
  scheme: 'internal',
});
