import { taggedInstances } from './cluster-tagged.ts';
import { type EndpointService, endpointServiceName, endpointServices } from './endpoint-services.ts';
import { endpointWords } from './endpoint-words.ts';
import { hostsFargate, hostsNodes, nodeAndFargateSubnets, workloadUses } from './subnet-use.ts';
import { attempt, findObserved } from './view/observing.ts';
import type { Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

type Importance = 'required' | 'optional';

/** A service that nodes or pods call, and so need an endpoint for where they have no way to the internet. */
export interface EndpointNeed {
  readonly service: EndpointService;
  /** For example `com.amazonaws.us-east-1.sts`. */
  readonly serviceName: string;
  /** What is optional is missed by some set-ups that AWS does not show. */
  readonly importance: Importance;
  /** Who calls the service and what for. */
  readonly reason: string;
  /** What people see without it. */
  readonly symptom: string;
}

interface Workloads {
  readonly view: ClusterView;
  readonly nodes: () => boolean;
  readonly selfManaged: () => boolean;
  readonly fargate: () => boolean;
}

const workloadsIn = (view: ClusterView, subnets: () => readonly Subnet[]): Workloads => ({
  view,
  nodes: () => findObserved(subnets(), (subnet) => hostsNodes(view, subnet)) !== undefined,
  selfManaged: () =>
    subnets().some(({ id }) => (workloadUses(view).bySubnet.get(id)?.selfManagedGroups.length ?? 0) > 0),
  fargate: () => findObserved(subnets(), (subnet) => hostsFargate(view, subnet)) !== undefined,
});

/** Whether a running node of the cluster was launched by Karpenter; false where instances were not read. */
function runsKarpenter(view: ClusterView): boolean {
  const instances = attempt(() => taggedInstances(view));
  if (instances instanceof NotObserved) return false;
  return instances.some(({ tags, state }) => 'karpenter.sh/nodepool' in tags && state !== 'terminated');
}

const anyOf = (...questions: readonly (() => boolean)[]): boolean =>
  findObserved(questions, (question) => question()) !== undefined;
const requiredIf = (condition: boolean): Importance | undefined => (condition ? 'required' : undefined);
const optionalIf = (condition: boolean | undefined): Importance | undefined => (condition ? 'optional' : undefined);
const hasAddOn = ({ addOns }: ClusterView, name: string) => addOns.find(name) !== undefined;

const importanceOf: Readonly<Record<EndpointService, (workloads: Workloads) => Importance | undefined>> = {
  ec2: ({ view, nodes }) =>
    requiredIf(nodes() && !(view.declared.manualNodeName === true && !hasAddOn(view, 'vpc-cni'))),
  'ecr.api': () => 'required',
  'ecr.dkr': () => 'required',
  s3: () => 'required',
  sts: ({ view: { declared }, fargate }) =>
    requiredIf(declared.irsa !== false || declared.clusterAutoscaler === true || fargate()),
  'eks-auth': ({ view }) =>
    requiredIf(
      anyOf(
        () => view.cluster.podIdentityAssociations > 0,
        () => hasAddOn(view, 'eks-pod-identity-agent'),
      ),
    ),
  elasticloadbalancing: ({ view }) => requiredIf((view.declared.loadBalancerController ?? 'lbc') !== 'none'),
  autoscaling: ({ view }) => requiredIf(view.declared.clusterAutoscaler === true),
  logs: ({ view }) =>
    requiredIf(view.declared.cloudwatchLogs === true || hasAddOn(view, 'amazon-cloudwatch-observability')),
  xray: ({ view }) => optionalIf(view.declared.xray),
  ssm: ({ view }) => optionalIf(view.declared.ssm),
  ssmmessages: ({ view }) => optionalIf(view.declared.ssm),
  ec2messages: ({ view }) => optionalIf(view.declared.ssm),
  eks: ({ view, nodes, selfManaged }) => {
    if (!nodes()) return undefined;
    if (runsKarpenter(view)) return 'required';
    return selfManaged() && !view.declaration('nodesNameApiEndpoint') ? 'required' : 'optional';
  },
  route53: ({ view }) => requiredIf(view.declared.externalDns === true),
  elasticfilesystem: ({ view }) => requiredIf(hasAddOn(view, 'aws-efs-csi-driver')),
};

/**
 * The need of the subnets' nodes and pods (of all groups and profiles, when no subnets are named) for one service; undefined when
 * they do not call it. Raises `NotObserved` when that cannot be told.
 */
export function endpointNeed(
  view: ClusterView,
  service: EndpointService,
  subnets?: readonly Subnet[],
): EndpointNeed | undefined {
  const workloads = workloadsIn(view, () => subnets ?? nodeAndFargateSubnets(view));
  const importance = importanceOf[service](workloads);
  const serviceName = endpointServiceName(view.account, service);
  return importance && { service, serviceName, importance, ...endpointWords[service] };
}

/** Every need as `endpointNeed` tells it; where it cannot be told, what was not observed stands in the list. */
export const requiredEndpoints = (
  view: ClusterView,
  subnets?: readonly Subnet[],
): readonly (EndpointNeed | NotObserved)[] =>
  endpointServices.flatMap((service) => attempt(() => endpointNeed(view, service, subnets)) ?? []);
