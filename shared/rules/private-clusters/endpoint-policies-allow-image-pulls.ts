import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { callersThrough } from '../../model/endpoint-callers.ts';
import { isAvailable } from '../../model/endpoint-faults.ts';
import { anything } from '../../model/endpoint-policy.ts';
import { endpointsInScope, needFor } from '../../model/endpoint-scope.ts';
import { imagePullRequests, refusedPulls } from '../../model/image-pulls.ts';
import { observedOf } from '../../model/view/observing.ts';

export const endpointPoliciesAllowImagePulls = defineRule({
  code: 'E9',
  name: 'endpoint-policies-allow-image-pulls',
  aliases: ['vpc-endpoint-policy-ecr-layers'],
  title: 'Policies of the endpoints for S3 and ECR let nodes pull images',
  severity: 'medium',
  profile: 'baseline',
  resourceType: 'endpoint',
  why: 'ECR keeps the layers of images in a bucket of its own. An endpoint policy that only names one’s own buckets keeps nodes from it, those behind a NAT gateway too, because the route to the endpoint wins: the registry answers, and the pull ends in 403 Forbidden (ImagePullBackOff).',
  how: 'Of each available endpoint that nodes and pods pull images through, because they have no other way, because its private DNS answers for the VPC, or because the subnet’s route table routes S3 to it. The policy of an endpoint for S3 must let everybody read ECR’s layer bucket of the Region, because ECR signs these requests itself; that of ecr.api must allow ecr:GetAuthorizationToken, that of ecr.dkr ecr:BatchGetImage and ecr:GetDownloadUrlForLayer. No policy allows everything. Conditions, principals and single repositories are not evaluated: where they decide, the answer is indeterminate.',
  fix: 'Allow the action in the endpoint’s policy.',
  references: [
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html',
    'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    refused: (e: { endpoint: string; service: string; actions: readonly string[]; resource: string; who: string }) =>
      `The policy of ${e.endpoint} (${e.service}) does not allow ${e.actions.join(' and ')} on ${e.resource}: ${e.who} cannot pull images (403 Forbidden, ImagePullBackOff).`,
  },

  subjects: endpointsInScope,

  *evaluate(endpoint, { view, violation, notApplicable, each }) {
    const requests = imagePullRequests(view.account, endpoint);
    if (requests.length === 0) return notApplicable('Its service takes no part in pulling images.');
    if (!isAvailable(endpoint)) return notApplicable(`It is ${endpoint.state}.`);
    const { subnets, routed, perhaps } = callersThrough(view, endpoint);
    yield* each(subnets, () => []);
    const callers = observedOf(subnets);
    const need = needFor(view, endpoint, [...callers, ...(perhaps?.subnets ?? [])]);
    if (!need) return notApplicable('Nodes and pods of the cluster do not call its service through it.');

    const refused = refusedPulls(view.account, endpoint);
    if (perhaps && (perhaps.unknown.missing.kind !== 'undeclared' || (refused.length > 0 && callers.length === 0))) {
      throw perhaps.unknown;
    }
    if (refused.length === 0) return undefined;
    const actions = refused.map(({ action }) => action);
    const resource = (refused[0]?.resource ?? '').replaceAll(anything, '*');
    const principals = refused[0]?.byOwnPrincipal ? 'the nodes’ roles' : 'every principal, without conditions';
    yield violation(
      'refused',
      {
        endpoint: endpoint.id,
        service: need.serviceName,
        actions,
        resource,
        who:
          routed.size === 0
            ? 'isolated nodes'
            : `nodes in ${[...routed].map(({ id }) => id).join(', ')}, whose calls go through it whatever way to the internet they have,`,
        policy: shortened(endpoint.policyDocument ?? ''),
      },
      {
        cause: { kind: 'endpoint-policy', resource: endpoint.id },
        fix: {
          text: `Add a statement to the policy of ${endpoint.id} that allows ${actions.join(' and ')} on ${resource} for ${principals} (aws ec2 modify-vpc-endpoint --policy-document).`,
        },
      },
    );
    return undefined;
  },
});

/** A policy may have 20,480 characters. */
const shortened = (policy: string): string => (policy.length > 600 ? `${policy.slice(0, 600)}…` : policy);
