import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { cutOffSubnets, subnetsAtTheInternet } from '../../model/blocked-public-access.ts';
import { egress4, internetGatewayRoute } from '../../model/egress.ts';
import { exclusionRemedy } from '../../model/egress-remedies.ts';
import { endpointGaps } from '../../model/endpoints.ts';
import { hasRoleTag } from '../../model/load-balancer-subnets.ts';
import { hostsWorkloads } from '../../model/subnet-use.ts';
import { attempt, observedOf, orUnknown } from '../../model/view/observing.ts';
import { NotObserved } from '../../model/view/reveal.ts';

export const publicAccessBlocksCutNothingOff = defineRule({
  code: 'D11',
  name: 'public-access-blocks-cut-nothing-off',
  aliases: ['vpc-bpa-blocks-cluster-egress'],
  title: 'VPC Block Public Access does not cut the cluster off',
  severity: 'high',
  profile: 'baseline',
  resourceType: 'subnet',
  why: 'VPC Block Public Access wins over every route and security group: nodes lose the internet, and with it image pulls and AWS’s APIs, and internet-facing load balancers stop answering, while all that people look at still seems right.',
  how: 'Follows the way to the internet of each node and Fargate subnet to the subnet where it meets an internet gateway or egress-only internet gateway: its own, or that of its NAT gateway. Blocked in both directions there, nothing passes; blocked for ingress, only NAT gateways and egress-only internet gateways do. That is a fault unless the nodes have every VPC endpoint that they need (E2). In IPv6 clusters pods have to reach the IPv6 internet as well (medium). A public subnet tagged kubernetes.io/role/elb must not be blocked at all.',
  fix: 'Exclude the subnet from VPC Block Public Access, or create the VPC endpoints that the nodes need.',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_BlockPublicAccessStates.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    egress: (e: { subnet: string; blockMode: string; cutOff: readonly string[]; missing: readonly string[] }) =>
      `VPC Block Public Access (${e.blockMode}) of ${e.subnet} cuts nodes in ${e.cutOff.join(', ')} off from the internet, and they have no way to ${e.missing.join(', ')} by a VPC endpoint.`,
    egress6: (e: { subnet: string; blockMode: string; cutOff: readonly string[] }) =>
      `VPC Block Public Access (${e.blockMode}) of ${e.subnet} cuts pods in ${e.cutOff.join(', ')} off from the IPv6 internet.`,
    loadBalancers: (e: { subnet: string; blockMode: string }) =>
      `VPC Block Public Access (${e.blockMode}) keeps the internet from load balancers in ${e.subnet}, which is tagged kubernetes.io/role/elb.`,
  },

  subjects: subnetsAtTheInternet,

  *evaluate(subnet, { view, violation, note, notApplicable, each, aws }) {
    const { ipv4, ipv6, hidden } = cutOffSubnets(view);
    const cutOff = ipv4.get(subnet.id) ?? [];
    const cutOff6 = (ipv6.get(subnet.id) ?? []).map(({ id }) => id);
    const facts = { subnet: subnet.id, blockMode: orUnknown(() => subnet.internetGatewayBlockMode) };
    const details = {
      cause: { kind: 'block-public-access', resource: subnet.id },
      fix: fixFrom(aws, exclusionRemedy(subnet.id)),
    };

    const gaps = cutOff.map((each) => attempt(() => endpointGaps(view, each)));
    const missing = [...new Set(observedOf(gaps).flatMap((found) => found.map(({ need }) => need.serviceName)))];
    if (missing.length > 0) {
      const reasons = cutOff.map((each) => egress4(view.account, each).reason);
      yield violation('egress', { ...facts, cutOff: cutOff.map(({ id }) => id), missing, reasons }, details);
    }
    yield* each(
      gaps.filter((gap) => gap instanceof NotObserved),
      () => [],
    );
    if (cutOff.length > 0 && gaps.every((gap) => !(gap instanceof NotObserved) && gap.length === 0)) {
      yield note(`It is cut off from the internet, and its nodes have every VPC endpoint that they need.`);
    }

    if (cutOff6.length > 0) {
      yield violation('egress6', { ...facts, cutOff: cutOff6 }, { severity: 'medium', ...details });
    }

    const forInternet = hasRoleTag(subnet, 'internet-facing') && internetGatewayRoute(view.account, subnet);
    if (forInternet && subnet.internetGatewayBlockMode !== 'off') yield violation('loadBalancers', facts, details);
    const uses = forInternet || cutOff.length + cutOff6.length > 0 || hostsWorkloads(view, subnet);
    if (!uses) return notApplicable('Neither nodes nor internet-facing load balancers of the cluster use it.');
    yield* each(hostsWorkloads(view, subnet) ? hidden : [], () => []);
    return undefined;
  },
});
