import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { endpointCoverage, type ServiceGap } from '../../model/endpoint-coverage.ts';
import { lostWay } from '../../model/lost-way.ts';
import { orUnknown } from '../../model/view/observing.ts';

export const isolatedNodesHaveTheEndpointsTheyNeed = defineRule({
  code: 'E2',
  name: 'isolated-nodes-have-the-endpoints-they-need',
  aliases: ['private-required-vpc-endpoints'],
  title: 'Nodes and pods without a way to the internet reach the AWS services they need through VPC endpoints',
  severity: 'high',
  profile: 'private',
  resourceType: 'cluster',
  why: 'The node itself calls EC2, ECR, S3 and STS before any pod runs. Without an endpoint for each, nodes do not join (NodeCreationFailure), images are not pulled (no basic auth credentials, i/o timeout) and pods get no credentials.',
  how: 'For each isolated subnet of a node group or Fargate profile, or in which Karpenter or Auto Mode runs nodes, lists the services that its nodes and pods call, from the cluster’s add-ons and what is declared. Each needs an available endpoint in the VPC: an interface endpoint with private DNS whose security groups admit the nodes at port 443, or for S3 a gateway endpoint that the subnet’s route table routes. Services declared as centralEndpoints count as present. Missing optional services are notes. Where the subnets only lost their way to the internet, or lack it in a VPC with an internet gateway together with several endpoints, that is the cause.',
  fix: 'Create the missing VPC endpoints, or repair those that exist and cannot be used.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html',
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html',
    'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    missing: (e: Evidence & { vpc: string }) =>
      `${e.vpc} has no endpoint for ${e.service}, needed in ${e.subnets.join(', ')} because ${e.neededBecause} (“${e.symptom}”).`,
    unusable: (e: Evidence & { fault: string }) =>
      `${e.service} cannot be reached from ${e.subnets.join(', ')}: ${e.fault}. It is needed because ${e.neededBecause} (“${e.symptom}”).`,
  },

  subjects: (view) => [view.cluster],

  *evaluate(_cluster, { view, violation, note, notApplicable, each, aws }) {
    const { judged, gaps, unknown } = endpointCoverage(view);
    if (judged.length === 0 && unknown.length === 0) {
      return notApplicable('No node or Fargate subnet is without a way to the internet.');
    }
    const missing = gaps.filter(({ need, endpoint }) => need.importance === 'required' && !endpoint).length;
    for (const gap of gaps) {
      if (gap.need.importance === 'optional') {
        yield note(`Optional: ${gap.fault.why}, which is needed where ${gap.need.reason}.`);
        continue;
      }
      const facts = { ...evidenceOf(gap), vpc: gap.subnets[0]?.vpcId ?? '', fault: gap.fault.why };
      const lost = gap.endpoint ? undefined : lostWay(view, gap.subnets, missing);
      const { cause, remedy } = lost ?? gap.fault;
      yield violation(gap.endpoint ? 'unusable' : 'missing', facts, { cause, fix: fixFrom(aws, remedy) });
    }
    yield* each(unknown, () => []);
  },
});

interface Evidence {
  readonly [fact: string]: string | readonly string[];
  readonly service: string;
  readonly subnets: readonly string[];
  readonly neededBecause: string;
  readonly symptom: string;
}

const evidenceOf = ({ need, subnets, endpoint }: ServiceGap): Evidence => ({
  service: need.serviceName,
  subnets: subnets.map(({ id }) => id),
  zones: [...new Set(subnets.map((subnet) => orUnknown(() => subnet.zoneId)))],
  neededBecause: need.reason,
  symptom: need.symptom,
  ...(endpoint ? { endpoint: endpoint.id } : {}),
});
