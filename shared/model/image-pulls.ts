import { anything, type PolicyRequest, policyAnswer } from './endpoint-policy.ts';
import { endpointServiceOf } from './endpoint-services.ts';
import { undecidable } from './snapshot/known.ts';
import type { VpcEndpoint } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { AccountView } from './view/views.ts';

/**
 * What nodes ask of the endpoint to pull an image; none for a service that takes no part in it. Layers are fetched by URLs that ECR
 * signs with a principal of its own, everything else by the node's role.
 */
export function imagePullRequests(account: AccountView, { serviceName }: VpcEndpoint): readonly PolicyRequest[] {
  const { partition, region } = account;
  const ofNode = (action: string, resource: string) => ({ action, resource, byOwnPrincipal: true });
  switch (endpointServiceOf(account, serviceName)) {
    case 's3': {
      const resource = `arn:${partition}:s3:::prod-${region}-starport-layer-bucket/${anything}`;
      return [{ action: 's3:GetObject', resource, byOwnPrincipal: false }];
    }
    case 'ecr.api':
      return [ofNode('ecr:GetAuthorizationToken', '*')];
    case 'ecr.dkr':
      return ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'].map((action) =>
        ofNode(action, `arn:${partition}:ecr:${region}:${anything}:repository/${anything}`),
      );
    default:
      return [];
  }
}

/**
 * The requests that the endpoint's policy certainly keeps from passing. Raises `NotObserved` when that cannot be told of one, unless
 * another is certainly kept. An endpoint without a policy has AWS's default one, which allows everything.
 */
export function refusedPulls(account: AccountView, endpoint: VpcEndpoint): readonly PolicyRequest[] {
  const { policyDocument } = endpoint;
  if (policyDocument === undefined) return [];
  const answers = imagePullRequests(account, endpoint).map((request) => ({
    request,
    answer: policyAnswer(policyDocument, request),
  }));
  const refused = answers.filter(({ answer }) => answer === 'denied' || answer === 'not-allowed');
  if (refused.length === 0 && answers.some(({ answer }) => answer === 'unclear')) {
    const reason = 'it depends on conditions, principals or repositories in the policy, which are not evaluated';
    throw new NotObserved('vpcEndpoints.policyDocument', endpoint.id, undecidable(reason));
  }
  return refused.map(({ request }) => request);
}
