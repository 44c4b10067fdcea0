import { shellWord } from './shell-word.ts';

/** In the loop over VPCs: tags of their load balancers, listeners of those that a controller of some cluster made. */
export const loadBalancerLines = `  for balancer in $(words elbv2 describe-load-balancers --query "LoadBalancers[?VpcId=='$vpc'].LoadBalancerArn"); do
    name=\${balancer#*loadbalancer/*/}
    name=\${name%/*}
    save "$name" elbv2 describe-tags --resource-arns "$balancer"
    if words elbv2 describe-tags --resource-arns "$balancer" --query 'TagDescriptions[].Tags[].Key' |
      grep -qE '^(kubernetes.io/cluster/.*|elbv2.k8s.aws/cluster|ingress.k8s.aws/cluster|eks:eks-cluster-name)$'; then
      save "$name" elbv2 describe-listeners --load-balancer-arn "$balancer"
    fi
  done
  for name in $(words elb describe-load-balancers --query "LoadBalancerDescriptions[?VPCId=='$vpc'].LoadBalancerName"); do
    save "$name" elb describe-tags --load-balancer-names "$name"
  done
`;

/** Both kinds of load balancers, the roles that were met, the quota. */
export const surroundingLines = `save '' elbv2 describe-load-balancers
save '' elbv2 describe-target-groups
save '' elb describe-load-balancers

account=$(words sts get-caller-identity --query Account)
for role in $(those "^arn:[^:]+:iam::$account:role/"); do
  role=\${role##*/}
  save "$role" iam get-role --role-name "$role"
  save "$role" iam list-attached-role-policies --role-name "$role"
  save "$role" iam list-role-policies --role-name "$role"
done
save '' service-quotas get-service-quota --service-code vpc --quota-code L-0EA8095F
`;

/** The hosted zones that one of the names may lie in. */
export function zoneLines(hostNames: readonly string[]): string {
  if (hostNames.length === 0) return '';
  const isWithin = hostNames.map((name) => {
    const text = `.${name.toLowerCase().replace(/\.$/, '')}.`.replaceAll(/['\\`]/g, '');
    return `ends_with('${text}', join('', ['.', Name]))`;
  });
  return `save '' route53 list-hosted-zones
for zone in $(words route53 list-hosted-zones --query ${shellWord(`HostedZones[?${isWithin.join(' || ')}].Id`)}); do
  zone=\${zone##*/}
  save "$zone" route53 get-hosted-zone --id "$zone"
  save "$zone" route53 list-resource-record-sets --hosted-zone-id "$zone"
done
`;
}
