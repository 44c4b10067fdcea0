import { roleTagRule } from '../role-tag-rule.ts';

export const publicSubnetsAreTaggedForLoadBalancers = roleTagRule({
  code: 'C1',
  name: 'public-subnets-are-tagged-for-load-balancers',
  aliases: ['elb-public-subnets-tagged'],
  title: 'Public subnets in two zones are tagged for internet-facing load balancers',
  why: 'An Ingress or Service that names no subnets gets those that are tagged. If too few are, no load balancer is created (unable to resolve at least one subnet), or one lands where nobody meant it.',
  scheme: 'internet-facing',
});
