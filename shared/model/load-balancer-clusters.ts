const keyPrefix = 'kubernetes.io/cluster/';

/** Keys whose value is the cluster's name: of the AWS Load Balancer Controller since version 2, before, and of EKS Auto Mode. */
const nameKeys = ['elbv2.k8s.aws/cluster', 'ingress.k8s.aws/cluster', 'eks:eks-cluster-name'] as const;

/**
 * The clusters whose controllers made a load balancer, as its tags tell; the cloud provider's own controller writes
 * `kubernetes.io/cluster/<name>`. Empty for one that nobody's controller made.
 */
export function clustersOfLoadBalancer(tags: Readonly<Record<string, string>>): readonly string[] {
  const byKey = Object.keys(tags).flatMap((key) => (key.startsWith(keyPrefix) ? key.slice(keyPrefix.length) : []));
  const byValue = nameKeys.flatMap((key) => tags[key] ?? []);
  return [...new Set([...byKey, ...byValue])];
}
