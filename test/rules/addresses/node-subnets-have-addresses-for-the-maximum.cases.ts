import { undecidable } from '../../../shared/model/snapshot/known.ts';
import { nodeSubnetsHaveAddressesForTheMaximum } from '../../../shared/rules/addresses/node-subnets-have-addresses-for-the-maximum.ts';
import { aStarburstGroup } from '../../support/a-starburst-group.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { runningNodes } from '../../support/running-nodes.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

/** The VPC CNI's add-on with these values. */
const cni = (environment: Readonly<Record<string, string>>) => ({ addOns: { 'vpc-cni': { environment } } });

const fourRunning = runningNodes({ count: 4, held: 30 });

const needs = (free: number, needed: number, terms: string, room = '') =>
  [
    `subnet-sep has ${free} free addresses${room} but needs ${needed} for its node groups at their maximum, ${needed - free} too few: ${terms}.`,
  ] as const;

const withPods = ' (with what subnet-pods can give to pods)';

export default {
  rule: nodeSubnetsHaveAddressesForTheMaximum,
  cases: [
    { name: 'both node subnets have plenty', given: aSnapshot(), expect: 'compliant' },
    {
      name: 'Starburst’s example: an empty /24 takes seven nodes of 30 addresses',
      given: aStarburstGroup(251),
      expect: { 'subnet-sep': 'compliant', 'subnet-a': 'not-applicable' },
    },
    { name: 'exactly as many as are needed', given: aStarburstGroup(210), expect: 'compliant' },
    {
      name: 'Starburst’s example: an empty /25 does not',
      given: aStarburstGroup(123, { subnet: { cidr: '10.0.4.0/25' } }),
      expect: needs(123, 210, 'demo/workers 7 more nodes × 30'),
      severity: 'high',
    },
    {
      name: 'Starburst’s example: four nodes run with 30 addresses each, and three more do not fit into 80',
      given: aStarburstGroup(80, { nodes: fourRunning }),
      expect: needs(80, 90, 'demo/workers 3 more nodes × 30'),
      severity: 'high',
    },
    {
      name: 'running nodes are not counted twice: what they hold is no longer free',
      given: aStarburstGroup(90, { nodes: fourRunning }),
      expect: 'compliant',
    },
    {
      name: 'running nodes that still hold one interface of two lack the other',
      given: aStarburstGroup(149, { nodes: runningNodes({ count: 4, held: 15 }) }),
      expect: needs(149, 150, 'demo/workers 3 more nodes × 30 + 60 that 4 running nodes of demo/workers still take'),
    },
    {
      name: 'stopped nodes of a warm pool keep their addresses',
      given: aStarburstGroup(80, {
        nodes: runningNodes({ count: 4, held: 30, state: 'stopped' }),
        group: { warmPool: { enabled: true } },
      }),
      expect: needs(80, 90, 'demo/workers 3 more nodes × 30'),
    },
    {
      name: 'a warm pool that prepares more than the maximum',
      given: aStarburstGroup(251, { group: { warmPool: { enabled: true, maxGroupPreparedCapacity: 9 } } }),
      expect: needs(251, 270, 'demo/workers 9 more nodes × 30'),
    },
    {
      name: 'the maximum of the Auto Scaling group was raised by hand',
      given: aStarburstGroup(251, { autoScalingGroups: { 'eks-demo-workers': { maxSize: 9 } } }),
      expect: needs(251, 270, 'demo/workers 9 more nodes × 30'),
    },
    {
      name: 'while EKS updates a group it raises that maximum by itself',
      given: aStarburstGroup(251, {
        group: { status: 'UPDATING' },
        autoScalingGroups: { 'eks-demo-workers': { maxSize: 9 } },
      }),
      expect: 'compliant',
    },
    {
      name: 'a group that is being deleted does not grow any more',
      given: aStarburstGroup(0, { group: { status: 'DELETING' } }),
      expect: 'compliant',
    },
    {
      name: 'not even one more node fits',
      given: aStarburstGroup(29, { nodes: runningNodes({ count: 6, held: 30 }) }),
      expect: needs(29, 30, 'demo/workers 1 more node × 30'),
      severity: 'critical',
    },
    {
      name: 'not even the nodes that the group must have',
      given: aStarburstGroup(60, { group: { minSize: 3, desiredSize: 3 } }),
      expect: needs(60, 210, 'demo/workers 7 more nodes × 30'),
      severity: 'critical',
    },
    {
      name: 'two groups that share the subnet, each of which would fit alone',
      given: aStarburstGroup(251, {
        cluster: { nodeGroups: { 'demo/support': { subnetIds: ['subnet-sep'], minSize: 1, maxSize: 3 } } },
      }),
      expect: needs(251, 270, 'demo/support 3 more nodes × 20 + demo/workers 7 more nodes × 30'),
    },
    {
      name: 'a group of another cluster in the same VPC shares the subnet',
      given: aStarburstGroup(251, {
        clusters: { other: { nodeGroups: { 'other/batch': { subnetIds: ['subnet-sep'], maxSize: 3 } } } },
      }),
      expect: needs(251, 270, 'demo/workers 7 more nodes × 30 + other/batch 3 more nodes × 20'),
    },
    {
      name: 'a subnet of another cluster’s nodes, in scope for its load balancer tag alone',
      given: aSnapshot({
        clusters: { other: { nodeGroups: { 'other/batch': { subnetIds: ['subnet-other'], maxSize: 9 } } } },
        subnets: { 'subnet-other': { freeIpv4Addresses: 1, tags: { 'kubernetes.io/role/internal-elb': '1' } } },
      }),
      expect: { 'subnet-a': 'compliant', 'subnet-other': 'not-applicable' },
    },
    {
      name: 'the other cluster is told',
      cluster: 'other',
      given: aSnapshot({
        clusters: { other: { nodeGroups: { 'other/batch': { subnetIds: ['subnet-other'], maxSize: 9 } } } },
        subnets: { 'subnet-other': { freeIpv4Addresses: 1, tags: {} } },
      }),
      expect: [
        'subnet-other has 1 free address but needs 180 for its node groups at their maximum, 179 too few: other/batch 9 more nodes × 20.',
      ],
      severity: 'critical',
    },
    {
      name: 'self-managed nodes share the subnet',
      given: aStarburstGroup(251, {
        autoScalingGroups: {
          'asg-own': { subnetIds: ['subnet-sep'], maxSize: 3, tags: { 'kubernetes.io/cluster/demo': 'owned' } },
        },
      }),
      expect: needs(251, 270, 'asg-own 3 more nodes × 20 + demo/workers 7 more nodes × 30'),
    },
    {
      name: 'a group has two subnets in one zone: they are one pool, and both have the verdict',
      given: aStarburstGroup(100, {
        group: { subnetIds: ['subnet-sep', 'subnet-too'] },
        subnets: { 'subnet-too': { freeIpv4Addresses: 100 } },
      }),
      expect: {
        'subnet-sep': [
          'subnet-sep and subnet-too together have 200 free addresses but need 210 for their node groups at their maximum, 10 too few: demo/workers 7 more nodes × 30.',
        ],
        'subnet-too': [
          'subnet-sep and subnet-too together have 200 free addresses but need 210 for their node groups at their maximum, 10 too few: demo/workers 7 more nodes × 30.',
        ],
      },
    },
    {
      name: 'pools grow through a group that shares one subnet with each of two others',
      given: aStarburstGroup(100, {
        cluster: {
          nodeGroups: {
            'demo/bridge': { subnetIds: ['subnet-sep', 'subnet-too'], maxSize: 0, minSize: 0, desiredSize: 0 },
          },
        },
        subnets: { 'subnet-too': { freeIpv4Addresses: 110 } },
      }),
      expect: 'compliant',
    },
    {
      name: 'a group fits into its pool and not into its own subnets',
      given: aStarburstGroup(100, {
        cluster: { nodeGroups: { 'demo/wide': { subnetIds: ['subnet-sep', 'subnet-too'], maxSize: 1 } } },
        subnets: { 'subnet-too': { freeIpv4Addresses: 150 } },
      }),
      expect: 'compliant',
      notes: [
        'demo/workers alone needs 210 addresses in subnet-sep at its maximum, and 100 are free there: the other subnets of the pool are none of its own.',
      ],
    },
    {
      name: 'two subnets of one zone that no group shares are two pools: room in one is no help to the other',
      given: aStarburstGroup(123, {
        cluster: { nodeGroups: { 'demo/other': { subnetIds: ['subnet-too'], maxSize: 1 } } },
        subnets: { 'subnet-too': { freeIpv4Addresses: 200 } },
      }),
      expect: { 'subnet-sep': needs(123, 210, 'demo/workers 7 more nodes × 30'), 'subnet-too': 'compliant' },
    },
    {
      name: 'zones share a group evenly, rounded up',
      given: aStarburstGroup(119, {
        group: { subnetIds: ['subnet-sep', 'subnet-sep-b'] },
        subnets: { 'subnet-sep-b': { freeIpv4Addresses: 120 } },
      }),
      expect: {
        'subnet-sep': needs(119, 120, 'demo/workers 4 more nodes × 30'),
        'subnet-sep-b': 'compliant',
      },
    },
    {
      name: 'the worst case: the other zone has no capacity, and one zone takes every node',
      given: aStarburstGroup(209, {
        group: { subnetIds: ['subnet-sep', 'subnet-sep-b'] },
        subnets: { 'subnet-sep-b': { freeIpv4Addresses: 210 } },
      }),
      parameters: { azSkew: 'worst' },
      expect: {
        'subnet-sep': needs(209, 210, 'demo/workers 7 more nodes × 30'),
        'subnet-sep-b': 'compliant',
      },
    },
    {
      name: 'zones are told apart by id: two names may be one zone',
      given: aStarburstGroup(100, {
        group: { subnetIds: ['subnet-sep', 'subnet-too'] },
        subnets: { 'subnet-too': { freeIpv4Addresses: 110, zone: 'us-east-1f' } },
      }),
      expect: 'compliant',
    },
    {
      name: 'of several instance types the one that takes the most counts',
      given: aStarburstGroup(139, { group: { instanceTypes: ['m5.large', 'm5.xlarge'] } }),
      expect: needs(139, 210, 'demo/workers 7 more nodes × 30'),
    },
    {
      name: 'a running node is measured by its own type',
      given: aStarburstGroup(180, {
        group: { instanceTypes: ['m5.large', 'm5.xlarge'] },
        nodes: runningNodes({ count: 1, held: 20, instanceType: 'm5.large', perInterface: 10 }),
      }),
      expect: 'compliant',
    },
    {
      name: 'the launch template names the type',
      given: aStarburstGroup(123, {
        group: { instanceTypes: [], launchTemplate: { id: 'lt-sep', version: '3' } },
        launchTemplateVersions: { 'lt-sep:3': { instanceType: 'm5.xlarge' } },
      }),
      expect: needs(123, 210, 'demo/workers 7 more nodes × 30'),
    },
    {
      name: 'the launch template chooses types by attributes',
      given: aStarburstGroup(251, {
        group: { instanceTypes: [], launchTemplate: { id: 'lt-sep', version: '3' } },
        launchTemplateVersions: { 'lt-sep:3': { instanceType: undefined, choosesByAttributes: true } },
      }),
      expect: 'indeterminate',
    },
    {
      name: 'a group whose types are not known keeps nothing from being certain about the others',
      given: aStarburstGroup(123, {
        cluster: { nodeGroups: { 'demo/any': { subnetIds: ['subnet-sep'], instanceTypes: ['x9.huge'] } } },
      }),
      expect: needs(123, 210, 'demo/workers 7 more nodes × 30'),
    },
    {
      name: 'EC2 does not know the type',
      given: aStarburstGroup(251, { group: { instanceTypes: ['x9.huge'] } }),
      expect: 'indeterminate',
    },
    {
      name: 'the add-on keeps few addresses warm',
      given: aStarburstGroup(49, { cluster: cni({ WARM_IP_TARGET: '5', MINIMUM_IP_TARGET: '5' }) }),
      expect: 'compliant',
    },
    {
      name: 'a declaration stands in place of the add-on',
      given: aStarburstGroup(49, { cluster: cni({}) }),
      declare: { cni: { WARM_IP_TARGET: '5', MINIMUM_IP_TARGET: '5' } },
      expect: 'compliant',
    },
    {
      name: 'prefix delegation takes sixteen at a time',
      given: aStarburstGroup(230, { cluster: cni({ ENABLE_PREFIX_DELEGATION: 'true' }) }),
      expect: needs(230, 231, 'demo/workers 7 more nodes × 33'),
    },
    {
      name: 'nodes hold prefixes although the add-on does not say so: interfaces outrank it',
      given: aStarburstGroup(131, {
        cluster: cni({}),
        nodes: runningNodes({ count: 3, held: 1, prefixes: 2 }),
      }),
      expect: needs(131, 132, 'demo/workers 4 more nodes × 33'),
      notes: ['Interfaces outrank the settings of demo: nodes hold prefixes, so prefix delegation is on.'],
    },
    {
      name: 'with custom networking a node takes one address here',
      given: aStarburstGroup(7, { cluster: cni({ AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true' }) }),
      expect: 'compliant',
    },
    {
      name: 'secondary interfaces lie in a subnet that is not tagged for pods: custom networking',
      given: aStarburstGroup(5, {
        nodes: runningNodes({ count: 2, held: 15, podSubnetId: 'subnet-pods', perInterface: 1 }),
        subnets: { 'subnet-pods': { cidr: '100.64.0.0/19' } },
      }),
      expect: 'compliant',
      notes: [
        'Interfaces outrank the settings of demo: secondary interfaces lie in other subnets than their nodes, so custom networking is on.',
      ],
    },
    {
      name: 'a subnet of the zone tagged for pods takes the second interfaces',
      given: aStarburstGroup(105, {
        subnets: { 'subnet-pods': { freeIpv4Addresses: 105, tags: { 'kubernetes.io/role/cni': '1' } } },
      }),
      expect: { 'subnet-sep': 'compliant', 'subnet-pods': 'not-applicable' },
    },
    {
      name: 'the first interfaces stay in the subnets of the nodes',
      given: aStarburstGroup(104, {
        subnets: { 'subnet-pods': { freeIpv4Addresses: 1000, tags: { 'kubernetes.io/role/cni': '1' } } },
      }),
      expect: needs(209, 210, 'demo/workers 7 more nodes × 30', withPods),
    },
    {
      name: 'two pools cannot both have the last addresses of a pod subnet',
      given: aStarburstGroup(105, {
        cluster: {
          nodeGroups: {
            'demo/other': { subnetIds: ['subnet-too'], instanceTypes: ['m5.xlarge'], maxSize: 7, minSize: 0 },
          },
        },
        subnets: {
          'subnet-too': { freeIpv4Addresses: 110 },
          'subnet-pods': { freeIpv4Addresses: 200, tags: { 'kubernetes.io/role/cni': '1' } },
        },
      }),
      expect: {
        'subnet-sep': needs(205, 210, 'demo/workers 7 more nodes × 30', withPods),
        'subnet-too': [
          'subnet-too has 205 free addresses (with what subnet-pods can give to pods) but needs 210 for its node groups at their maximum, 5 too few: demo/other 7 more nodes × 30.',
        ],
      },
    },
    {
      name: 'a subnet tagged for the pods of another cluster is no help',
      given: aStarburstGroup(105, {
        subnets: {
          'subnet-pods': {
            freeIpv4Addresses: 1000,
            tags: { 'kubernetes.io/role/cni': '1', 'cni.networking.k8s.aws/cluster/other': '1' },
          },
        },
      }),
      expect: needs(105, 210, 'demo/workers 7 more nodes × 30'),
    },
    {
      name: 'a pod subnet in another zone is no help',
      given: aStarburstGroup(105, {
        subnets: { 'subnet-pods-b': { freeIpv4Addresses: 1000, tags: { 'kubernetes.io/role/cni': '1' } } },
      }),
      expect: needs(105, 210, 'demo/workers 7 more nodes × 30'),
    },
    {
      name: 'the node subnet excluded from pods: all secondary interfaces go to the pod subnet',
      given: aStarburstGroup(7, {
        subnet: { tags: { 'kubernetes.io/role/cni': '0' } },
        subnets: { 'subnet-pods': { freeIpv4Addresses: 209, tags: { 'kubernetes.io/role/cni': '1' } } },
      }),
      expect: needs(216, 217, 'demo/workers 7 more nodes × 31', withPods),
    },
    {
      name: 'the node subnet excluded from pods, and no subnet for them: B12 tells',
      given: aStarburstGroup(210, { subnet: { tags: { 'kubernetes.io/role/cni': '0' } } }),
      expect: 'compliant',
    },
    {
      name: 'an IPv6 cluster takes one IPv4 address per node',
      given: aStarburstGroup(7, { cluster: { ipFamily: 'ipv6' } }),
      expect: 'compliant',
    },
    {
      name: 'Windows nodes have one interface',
      given: aStarburstGroup(104, { group: { amiType: 'WINDOWS_CORE_2022_x86_64' } }),
      expect: needs(104, 105, 'demo/workers 7 more nodes × 15'),
    },
    {
      name: 'prefix delegation is set for Linux nodes alone',
      given: aStarburstGroup(104, {
        group: { amiType: 'WINDOWS_CORE_2022_x86_64' },
        cluster: { addOns: { 'vpc-cni': { environment: { ENABLE_PREFIX_DELEGATION: 'true' } } } },
      }),
      expect: needs(104, 105, 'demo/workers 7 more nodes × 15'),
    },
    {
      name: 'an explicit reservation is free in AWS’s count and cannot be used',
      given: aStarburstGroup(220, {
        subnet: { cidrReservations: [{ cidr: '10.0.4.64/28', type: 'explicit' }] },
        networkInterfaces: {
          'eni-fixed': { subnetId: 'subnet-sep', privateIpv4Addresses: ['10.0.4.65', '10.0.4.66'] },
        },
      }),
      expect: needs(206, 210, 'demo/workers 7 more nodes × 30', ' (without 14 that are reserved)'),
    },
    {
      name: 'a reservation for prefixes is left alone',
      given: aStarburstGroup(210, { subnet: { cidrReservations: [{ cidr: '10.0.4.64/28', type: 'prefix' }] } }),
      expect: 'compliant',
    },
    {
      name: 'a subnet tagged for load balancers keeps eight addresses for the first one',
      given: aStarburstGroup(217, { subnet: { tags: { 'kubernetes.io/role/internal-elb': '1' } } }),
      expect: needs(217, 218, 'demo/workers 7 more nodes × 30 + 8 for load balancers in subnet-sep'),
    },
    {
      name: 'a load balancer is there already',
      given: aStarburstGroup(210, {
        subnet: { tags: { 'kubernetes.io/role/internal-elb': '1' } },
        networkInterfaces: {
          'eni-lb': { subnetId: 'subnet-sep', interfaceType: 'network_load_balancer', description: 'ELB net/a/1' },
        },
      }),
      expect: 'compliant',
    },
    {
      name: 'nothing makes load balancers for the cluster',
      given: aStarburstGroup(210, { subnet: { tags: { 'kubernetes.io/role/internal-elb': '1' } } }),
      declare: { loadBalancerController: 'none' },
      expect: 'compliant',
    },
    {
      name: 'the control plane may place interfaces here too',
      given: aStarburstGroup(214, { cluster: { subnetIds: ['subnet-sep', 'subnet-b'] } }),
      expect: needs(214, 215, 'demo/workers 7 more nodes × 30 + 5 for the control plane'),
    },
    {
      name: 'pods of Fargate take one address each, shared among the zones of the profiles',
      given: aStarburstGroup(219, {
        cluster: { fargateProfiles: { 'demo/jobs': { subnetIds: ['subnet-sep', 'subnet-b'] } } },
      }),
      declare: { fargateMaxPods: 20 },
      expect: needs(219, 220, 'demo/workers 7 more nodes × 30 + 10 for Fargate pods'),
    },
    {
      name: 'pods of Fargate that may run already leave the answer open',
      given: aStarburstGroup(219, {
        cluster: { fargateProfiles: { 'demo/jobs': { subnetIds: ['subnet-sep', 'subnet-b'] } } },
        networkInterfaces: {
          'eni-pod': { subnetId: 'subnet-sep', attachment: { instanceOwnerId: '444455556666', deviceIndex: 1 } },
        },
      }),
      declare: { fargateMaxPods: 20 },
      expect: 'indeterminate',
    },
    {
      name: 'a margin and further demand set by parameter',
      given: aStarburstGroup(241, {}),
      parameters: { safetyPct: 10, extraDemand: 10 },
      expect: needs(241, 242, 'demo/workers 7 more nodes × 30 + 10 extra + 22 as a margin'),
    },
    {
      name: 'reserves set to nothing by parameter',
      given: aStarburstGroup(210, {
        cluster: { subnetIds: ['subnet-sep', 'subnet-b'] },
        subnet: { tags: { 'kubernetes.io/role/elb': '' } },
      }),
      parameters: { lbReserve: 0, cpReserve: 0 },
      expect: 'compliant',
    },
    {
      name: 'the declared number of pods: 20 take two interfaces, and one is warm',
      given: aStarburstGroup(314, {}),
      declare: { podsPerNode: 20 },
      parameters: { headroomModel: 'expected' },
      expect: needs(314, 315, 'demo/workers 7 more nodes × 45'),
    },
    {
      name: 'the number of pods set by parameter',
      given: aStarburstGroup(315, { subnet: { cidr: '10.0.4.0/23' } }),
      parameters: { headroomModel: 'expected', podsPerNode: 20 },
      expect: 'compliant',
    },
    {
      name: 'nobody declares how many pods to expect',
      given: aStarburstGroup(315, {}),
      parameters: { headroomModel: 'expected' },
      expect: 'indeterminate',
    },
    {
      name: 'Starburst’s example at full density: seven nodes of 60 addresses',
      given: aStarburstGroup(251, {}),
      parameters: { headroomModel: 'max' },
      expect: needs(251, 420, 'demo/workers 7 more nodes × 60'),
    },
    {
      name: 'Auto Mode without a declared number of nodes',
      given: aStarburstGroup(251, { cluster: { autoMode: true } }),
      expect: 'indeterminate',
    },
    {
      name: 'Karpenter’s nodes run, and nobody declares how many there may be',
      given: aStarburstGroup(251, {
        nodes: runningNodes({
          count: 1,
          held: 30,
          tags: { 'karpenter.sh/nodepool': 'default', 'kubernetes.io/cluster/demo': 'owned' },
        }),
      }),
      expect: 'indeterminate',
    },
    {
      name: 'what the node groups need stays certain beside Karpenter',
      given: aStarburstGroup(123, {
        nodes: runningNodes({
          count: 1,
          held: 30,
          tags: { 'karpenter.sh/nodepool': 'default', 'kubernetes.io/cluster/demo': 'owned' },
        }),
      }),
      expect: needs(123, 210, 'demo/workers 7 more nodes × 30'),
    },
    {
      name: 'Karpenter’s declared number of nodes, by the types that run, over the zones of the cluster’s subnets',
      given: aStarburstGroup(251, {
        nodes: runningNodes({
          count: 1,
          held: 30,
          tags: { 'karpenter.sh/nodepool': 'default', 'kubernetes.io/cluster/demo': 'owned' },
        }),
      }),
      declare: { maxNodes: 6 },
      expect: needs(251, 270, 'demo/workers 7 more nodes × 30 + Karpenter of demo 2 more nodes × 30'),
    },
    {
      name: 'Karpenter’s declared number of nodes, in the one zone of the subnets that are tagged for it',
      given: aStarburstGroup(251, {
        subnet: { tags: { 'karpenter.sh/discovery': 'demo' } },
        nodes: runningNodes({
          count: 1,
          held: 30,
          tags: { 'karpenter.sh/nodepool': 'default', 'kubernetes.io/cluster/demo': 'owned' },
        }),
      }),
      declare: { maxNodes: 3 },
      expect: needs(251, 270, 'demo/workers 7 more nodes × 30 + Karpenter of demo 2 more nodes × 30'),
    },
    {
      name: 'nodes of Auto Mode, as large as one that runs',
      given: aStarburstGroup(251, {
        cluster: { autoMode: true, nodeGroups: { 'demo/workers': null } },
        nodes: runningNodes({ count: 1, held: 33, tags: { 'eks:eks-cluster-name': 'demo' } }),
      }),
      declare: { maxNodes: 18 },
      expect: needs(251, 264, 'Auto Mode of demo 8 more nodes × 33'),
    },
    {
      name: 'Auto Mode without any node yet shows nothing of their size',
      given: aStarburstGroup(251, { cluster: { autoMode: true, nodeGroups: { 'demo/workers': null } } }),
      declare: { maxNodes: 9 },
      expect: 'indeterminate',
    },
    {
      name: 'instances were not read: interfaces tell which nodes run',
      given: without(aStarburstGroup(80, { nodes: fourRunning }), 'instances'),
      expect: needs(80, 90, 'demo/workers 3 more nodes × 30'),
    },
    {
      name: 'instances were not read, and two groups of the cluster use the subnet: enough for either',
      given: without(
        aStarburstGroup(230, {
          nodes: fourRunning,
          cluster: { nodeGroups: { 'demo/support': { subnetIds: ['subnet-sep'], minSize: 1, maxSize: 1 } } },
        }),
        'instances',
      ),
      expect: 'compliant',
    },
    {
      name: 'instances were not read, and it depends on whose they are',
      given: without(
        aStarburstGroup(200, {
          nodes: fourRunning,
          cluster: { nodeGroups: { 'demo/support': { subnetIds: ['subnet-sep'], minSize: 1, maxSize: 1 } } },
        }),
        'instances',
      ),
      expect: 'indeterminate',
    },
    {
      name: 'instances were not read, and even with all of them there is too little',
      given: without(
        aStarburstGroup(50, {
          nodes: fourRunning,
          cluster: { nodeGroups: { 'demo/support': { subnetIds: ['subnet-sep'], minSize: 1, maxSize: 1 } } },
        }),
        'instances',
      ),
      expect: needs(
        50,
        110,
        'demo/support 1 more node × 20 + demo/workers 7 more nodes × 30 less 120 that nodes or interfaces which were not seen may hold already',
      ),
    },
    {
      name: 'interfaces of a shared VPC are hidden: enough even if nodes held nothing',
      given: hiddenIn(aStarburstGroup(210, { nodes: fourRunning }), 'networkInterfaces', 'vpc-main'),
      expect: 'compliant',
    },
    {
      name: 'interfaces of a shared VPC are hidden: free addresses alone cannot decide',
      given: hiddenIn(aStarburstGroup(90, { nodes: fourRunning }), 'networkInterfaces', 'vpc-main'),
      expect: 'indeterminate',
    },
    {
      name: 'interfaces of a shared VPC are hidden: too few even if nodes held everything',
      given: hiddenIn(
        aStarburstGroup(80, { nodes: fourRunning, subnet: { cidr: '10.0.4.0/24' } }),
        'networkInterfaces',
        'vpc-main',
      ),
      expect: needs(
        80,
        90,
        'demo/workers 3 more nodes × 30 + 120 that 4 running nodes of demo/workers still take less 120 that nodes or interfaces which were not seen may hold already',
      ),
    },
    {
      name: 'neither instances nor interfaces are known: the subnet is too small for the maximum in any case',
      given: without(aStarburstGroup(123, { subnet: { cidr: '10.0.4.0/25' } }), 'instances', 'networkInterfaces'),
      expect: needs(123, 210, 'demo/workers 7 more nodes × 30'),
    },
    {
      name: 'before deployment no interface can be listed',
      given: { ...aStarburstGroup(251), networkInterfaces: undecidable('only known after deployment') },
      expect: 'compliant',
    },
    {
      name: 'interfaces could not be read',
      given: without(aStarburstGroup(251), 'networkInterfaces'),
      expect: 'indeterminate',
    },
    { name: 'subnets could not be read', given: without(aSnapshot(), 'subnets'), expect: 'indeterminate' },
    {
      name: 'a neighbour that could not be described may use the subnet as well',
      given: ((snapshot) => ({
        ...snapshot,
        clusters: [...(snapshot.clusters as []), { observed: false, kind: 'unread', reason: 'denied', of: 'hidden' }],
      }))(aStarburstGroup(251, { networkInterfaces: { 'eni-hidden': { description: 'Amazon EKS hidden' } } })),
      expect: 'indeterminate',
    },
    {
      name: 'a cluster without node groups',
      given: aSnapshot({ cluster: { nodeGroups: { 'demo/workers': null } } }),
      expect: 'not-applicable',
    },
    {
      name: 'the only subnet of the group was deleted',
      given: aSnapshot({ cluster: { nodeGroups: { 'demo/workers': { subnetIds: ['subnet-gone'] } } } }),
      expect: 'not-applicable',
    },
  ],
} satisfies RuleCases;
