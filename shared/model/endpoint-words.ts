import type { EndpointService } from './endpoint-services.ts';

/** Who calls each service and what for, and what people see where it cannot be reached. */
export const endpointWords: Readonly<Record<EndpointService, { readonly reason: string; readonly symptom: string }>> = {
  ec2: {
    reason: 'the VPC CNI asks EC2 for interfaces and addresses, and a node for its own name',
    symptom: 'NodeCreationFailure: Instances failed to join the kubernetes cluster',
  },
  'ecr.api': {
    reason: 'kubelet gets its credentials for the pause image and the add-ons’ images there',
    symptom: 'no basic auth credentials',
  },
  'ecr.dkr': {
    reason: 'a node pulls the pause image and the images of kube-proxy, the VPC CNI and CoreDNS there',
    symptom: 'failed to pull image: dial tcp …:443: i/o timeout',
  },
  s3: {
    reason: 'ECR keeps the layers of images in S3',
    symptom: 'failed to pull and unpack image: starport-layer-bucket.s3…: i/o timeout',
  },
  sts: {
    reason: 'pods exchange their service account’s token for credentials there',
    symptom: 'WebIdentityErr: failed to retrieve credentials',
  },
  'eks-auth': {
    reason: 'the Pod Identity agent of each node gets the pods’ credentials there',
    symptom: 'Unable to fetch credentials from EKS Auth',
  },
  elasticloadbalancing: {
    reason: 'the load balancer controller creates load balancers and registers targets there',
    symptom: 'RequestError: send request failed: elasticloadbalancing…: i/o timeout',
  },
  autoscaling: {
    reason: 'Cluster Autoscaler reads and scales the Auto Scaling groups there',
    symptom: 'Failed to regenerate ASG cache: RequestError',
  },
  logs: {
    reason: 'the agents of the nodes send the containers’ logs there',
    symptom: 'logs…: i/o timeout, and no log streams',
  },
  xray: { reason: 'pods send their traces there', symptom: 'traces do not arrive' },
  ssm: { reason: 'nodes are managed through Systems Manager', symptom: 'TargetNotConnected' },
  ssmmessages: { reason: 'sessions of Systems Manager run through it', symptom: 'TargetNotConnected' },
  ec2messages: { reason: 'the agent of Systems Manager gets its commands there', symptom: 'TargetNotConnected' },
  eks: {
    reason: 'nodes that are not told the API server’s address, and Karpenter, ask EKS for it',
    symptom: 'DescribeCluster: i/o timeout',
  },
  route53: { reason: 'ExternalDNS writes its records there', symptom: 'failed to list hosted zones: i/o timeout' },
  elasticfilesystem: {
    reason: 'the EFS CSI driver looks up file systems and mount targets there',
    symptom: 'DescribeMountTargets: i/o timeout',
  },
};
