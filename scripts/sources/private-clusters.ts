import { type Source, unseen, watched } from './statement.ts';

const inKubernetes = 'Inside Kubernetes: AWS’s APIs do not show it.';

export const privateClusters: Source = {
  title: 'Private cluster requirements',
  by: 'Amazon EKS user guide',
  url: 'https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html',
  statements: [
    unseen('Local clusters on Outposts have requirements of their own', 'They are skipped, with a note.'),
    watched(
      'Images come from a registry in the VPC',
      ['E2', 'E6', 'E9'],
      'The way to ECR; which images pods use is inside Kubernetes.',
    ),
    watched('Private endpoint access is on, so that nodes can register', ['E1', 'D5']),
    watched('Public endpoint access is optional', ['D1', 'F12']),
    watched(
      'Self-managed nodes are told the endpoint and its authority, or they need the EKS API',
      ['E2'],
      'What they are told is in their user data: declare `nodesNameApiEndpoint`.',
    ),
    unseen('Windows nodes are told a service CIDR of one’s own', 'In their user data.'),
    unseen('`aws-auth` is created from inside the VPC', inKubernetes),
    watched('IAM roles for service accounts need the endpoint of STS', ['E2', 'E3', 'E4']),
    unseen('SDKs use the regional endpoint of STS', 'A setting of the programs in pods.'),
    watched(
      'Subnets have interface endpoints for every service that pods use',
      ['E2', 'E5'],
      'What pods use beyond the list has to be declared.',
    ),
    watched('Endpoint of EC2', ['E2']),
    watched('Endpoints of ECR (API and registry) and of S3', ['E2', 'E6', 'E9']),
    watched('Endpoint of Elastic Load Balancing', ['E2']),
    watched('Endpoint of X-Ray', ['E2'], 'Where declared.'),
    watched('Endpoint of CloudWatch Logs', ['E2'], 'Where declared, or its add-on is installed.'),
    watched('Endpoint of STS', ['E2']),
    watched('Endpoints answer under the services’ own names', ['E3', 'E7', 'E8']),
    watched('Self-managed nodes are in subnets that have the endpoints', ['E5', 'E2']),
    watched('Endpoints admit the CIDR of the nodes’ subnets or their security group', ['E4', 'I3']),
    unseen('Manifests of the EFS driver name the Region’s registry', inKubernetes),
    watched('The AWS Load Balancer Controller works in private clusters', ['C2', 'E2']),
    unseen('It runs without Shield and WAF', 'Its flags are inside Kubernetes.'),
    unseen('Certificates cannot be discovered by host name', inKubernetes),
    watched('Network Load Balancers with IP targets for Fargate', ['B14', 'C2']),
    watched('Cluster Autoscaler needs the endpoints of STS and Auto Scaling', ['E2']),
    unseen('Cluster Autoscaler runs with a static list of instance types', 'Its flags are inside Kubernetes.'),
    unseen('Software that meters its use through AWS Marketplace does not run', inKubernetes),
  ],
};
