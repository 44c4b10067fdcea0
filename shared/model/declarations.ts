import * as z from 'zod';
import { cidrText } from './snapshot/text.ts';

const cidrs = z.array(cidrText);
const port = z.int().min(1).max(65_535);

/** Facts about a cluster that AWS's APIs do not show, as its owner declares them under `declare` in `plumbline.yaml`. */
export const declarationsSchema = z.strictObject({
  podsPerNode: z.int().min(0).describe('Pods with an address of their own that a node runs at its busiest.').optional(),
  fargateMaxPods: z.int().min(0).describe('Most pods that the Fargate profiles run at once.').optional(),
  maxNodes: z.int().min(0).describe('Most nodes that Karpenter or Auto Mode may launch.').optional(),
  loadBalancerController: z
    .enum(['lbc', 'ccm', 'automode', 'none'])
    .describe('What creates load balancers.')
    .optional(),
  lbcVersion: z
    .string()
    .regex(/^v?\d+\.\d+\.\d+$/)
    .describe('Version of the AWS Load Balancer Controller.')
    .optional(),
  expectInternetFacing: z
    .boolean()
    .describe('Whether the cluster is to get internet-facing load balancers.')
    .optional(),
  explicitLbSubnets: z
    .boolean()
    .describe('Every load balancer names its subnets, so discovery by tags is not used.')
    .optional(),
  clusterAutoscaler: z.boolean().describe('Cluster Autoscaler scales the node groups.').optional(),
  statefulGroups: z
    .union([z.literal('all'), z.array(z.string())])
    .describe('Node groups whose pods use EBS volumes.')
    .optional(),
  sepWorkerGroup: z.string().describe('Node group of the Starburst coordinator and workers.').optional(),
  sepSupportGroup: z.string().describe('Node group of the Starburst support services.').optional(),
  sepAzPinning: z.enum(['nodegroup', 'affinity']).describe('What ties Starburst pods to one zone.').optional(),
  cni: z
    .record(z.string(), z.string())
    .describe('Environment of the aws-node container, such as WARM_IP_TARGET.')
    .optional(),
  adminCidrs: cidrs.describe('Networks from which people use the private API endpoint.').optional(),
  adminAccess: z
    .enum(['vpn', 'dx', 'tgw', 'peering', 'bastion', 'ssm', 'none'])
    .describe('How people reach the private API endpoint.')
    .optional(),
  apiClientCidrs: cidrs.describe('Networks whose clients use the private API endpoint.').optional(),
  connectedCidrs: cidrs.describe('Networks connected through transit gateways or on premises.').optional(),
  onPremPublicCidrs: cidrs.describe('Public addresses from which hybrid nodes reach the public endpoint.').optional(),
  nonRoutableCidrs: cidrs.describe('Blocks that other networks do not route to.').optional(),
  webhookPorts: z.array(port).describe('Ports of admission webhooks.').optional(),
  nodePorts: z.array(port).describe('Further ports that nodes use among themselves.').optional(),
  centralEndpoints: z
    .array(z.string())
    .describe('AWS services whose endpoints are shared from another VPC.')
    .optional(),
  cpEgressInternalOnly: z
    .boolean()
    .describe('Webhooks and OIDC issuers that a customer-routed control plane calls are all inside the VPC.')
    .optional(),
  customDnsForwards: z
    .boolean()
    .describe('The DNS servers of the VPC forward to AmazonProvidedDNS what only it knows.')
    .optional(),
  irsa: z.boolean().describe('Pods use IAM roles for service accounts.').optional(),
  ssm: z.boolean().describe('Nodes are managed through Systems Manager.').optional(),
  xray: z.boolean().describe('Pods send traces to X-Ray.').optional(),
  cloudwatchLogs: z.boolean().describe('Pods send logs to CloudWatch Logs.').optional(),
  externalDns: z.boolean().describe('ExternalDNS writes to Route 53.').optional(),
  manualNodeName: z
    .boolean()
    .describe('Nodes get their names, and their pods addresses, without asking EC2 (no VPC CNI).')
    .optional(),
  nodesNameApiEndpoint: z
    .boolean()
    .describe('Self-managed nodes are given the address of the API server, so that they need not ask EKS for it.')
    .optional(),
  hostnames: z
    .array(
      z.strictObject({
        name: z.string().min(1).describe('Host name, for example starburst.example.com.'),
        zone: z.enum(['public', 'private']).describe('Kind of the hosted zone that holds it.'),
        txtPrefix: z.string().describe('What ExternalDNS puts before the names of its TXT records.').optional(),
      }),
    )
    .describe('Names in Route 53 that lead to load balancers of the cluster.')
    .optional(),
  podSubnetsByAz: z
    .record(z.string(), z.array(z.string()))
    .describe('Zone id → pod subnets of custom networking (ENIConfig).')
    .optional(),
  podCidrsRoutable: z.boolean().describe('Whether remote pod networks are routable from the VPC.').optional(),
  assumeNoEgress: z.boolean().describe('Judge every node subnet as if it had no way to the internet.').optional(),
  allowSingleAz: z.boolean().describe('The cluster is meant to run in one zone.').optional(),
});
export type Declarations = z.output<typeof declarationsSchema>;
export type DeclarationName = keyof Declarations;
