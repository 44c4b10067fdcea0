import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { isInterfaceEndpoint, vpcDnsAttributes, vpcDnsCause } from '../../model/endpoint-faults.ts';
import { vpcDnsRemedy } from '../../model/endpoint-remedies.ts';
import { attempt } from '../../model/view/observing.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import type { ClusterView } from '../../model/view/views.ts';

export const vpcDnsIsOn = defineRule({
  code: 'E7',
  name: 'vpc-dns-is-on',
  aliases: ['vpc-dns-attributes'],
  title: 'DNS support and DNS host names are on in the cluster’s VPC',
  severity: 'critical',
  profile: 'baseline',
  resourceType: 'vpc',
  why: 'EKS requires both attributes: without them nodes cannot register with the cluster, the private API endpoint’s name does not resolve inside the VPC, and private DNS of VPC endpoints does not work.',
  how: 'Reads enableDnsSupport and enableDnsHostnames of the cluster’s VPC; each has to be true. It is less severe where the cluster only has the public API endpoint and the VPC no interface endpoints.',
  fix: 'Turn on both DNS attributes of the VPC.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    attributeOff: (e: { vpc: string; attribute: string; cluster: string }) =>
      `${e.attribute} of ${e.vpc} is off; EKS requires it, otherwise nodes of ${e.cluster} cannot register (NodeCreationFailure).`,
  },

  subjects: ({ account, cluster }) => [account.vpcs.find(cluster.vpcId)].filter((vpc) => vpc !== undefined),

  *evaluate(vpc, { view, violation, each, aws }) {
    yield* each(vpcDnsAttributes, function* (attribute) {
      if (vpc[attribute]) return;
      yield violation(
        'attributeOff',
        { vpc: vpc.id, attribute, cluster: view.name },
        {
          severity: dependsOnPrivateNames(view) ? 'critical' : 'high',
          cause: vpcDnsCause(vpc, attribute),
          fix: fixFrom(aws, vpcDnsRemedy(vpc.id, attribute)),
        },
      );
    });
    return undefined;
  },
});

/** Whether names are certainly to resolve to addresses of the VPC. */
function dependsOnPrivateNames({ account, cluster }: ClusterView): boolean {
  const answer = attempt(
    () => cluster.endpointPrivateAccess || account.vpcEndpoints.inVpc(cluster.vpcId).some(isInterfaceEndpoint),
  );
  return !(answer instanceof NotObserved) && answer;
}
