import { undecidable } from '../../../shared/model/snapshot/known.ts';
import { securityGroupsAllowClusterTraffic } from '../../../shared/rules/security-groups/security-groups-allow-cluster-traffic.ts';
import { anyTraffic, rule } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

const dns = (peer: string) => [rule('tcp', 53, peer), rule('udp', 53, peer)];

/** The workers carry only `sg-node`, by their launch template. */
const ownGroup = (patch: Parameters<typeof aSnapshot>[0] = {}, cluster: object = {}) =>
  aSnapshot({
    ...patch,
    cluster: { ...cluster, nodeGroups: { 'demo/workers': { launchTemplate: { id: 'lt-x', version: '1' } } } },
    launchTemplateVersions: { 'lt-x:1': { securityGroupIds: ['sg-node'] } },
    networkInterfaces: {
      'eni-node-a': { securityGroupIds: ['sg-node'] },
      'eni-node-b': { securityGroupIds: ['sg-node'] },
      ...patch.networkInterfaces,
    },
    securityGroups: { 'sg-node': {}, ...patch.securityGroups },
  });

const everywhere = [anyTraffic('0.0.0.0/0'), anyTraffic('::/0')];
const toNodes = 'The control plane → node group workers tcp 10250';
const kubelet = (closedBy: string, path = toNodes) =>
  `${path} is closed by ${closedBy}: the API server cannot reach kubelets (logs, exec, metrics).`;
const api = (closedBy: string, from = 'Node group workers') =>
  `${from} → the control plane tcp 443 is closed by ${closedBy}: nodes cannot join the cluster.`;
const coreDns = (closedBy: string, path = 'Node group workers → node group workers', traffic = 'tcp 53 and udp 53') =>
  `${path} ${traffic} is closed by ${closedBy}: pods get no answer from CoreDNS there.`;

export default {
  rule: securityGroupsAllowClusterTraffic,
  cases: [
    {
      name: 'everyone carries the cluster security group, which admits itself',
      given: aSnapshot(),
      expect: 'compliant',
    },
    {
      name: 'a launch template with a group of its own that no rule mentions',
      given: ownGroup(),
      expect: [api('ingress of sg-cluster'), kubelet('ingress of sg-node'), coreDns('ingress of sg-node')],
      severity: 'critical',
    },
    {
      name: 'the two groups name each other',
      given: ownGroup({
        securityGroups: {
          'sg-cluster': { ingress: [rule('tcp', 443, 'sg-node')] },
          'sg-node': { ingress: [rule('tcp', 10_250, 'sg-cluster'), ...dns('sg-node')] },
        },
      }),
      expect: 'compliant',
    },
    {
      name: 'rules by addresses: both node subnets are admitted, and the subnets of the control plane',
      given: ownGroup({
        securityGroups: {
          'sg-cluster': { ingress: [rule('tcp', 443, '10.0.1.0/24'), rule('tcp', 443, '10.0.2.0/24')] },
          'sg-node': { ingress: [rule('tcp', [1024, 65_535], '10.0.0.0/16'), ...dns('10.0.0.0/16')] },
        },
      }),
      expect: 'compliant',
    },
    {
      name: 'rules by addresses leave out the nodes of one subnet',
      given: ownGroup({
        securityGroups: {
          'sg-cluster': { ingress: [rule('tcp', 443, '10.0.1.0/24')] },
          'sg-node': { ingress: [anyTraffic('10.0.0.0/16')] },
        },
      }),
      expect: [api('ingress of sg-cluster')],
    },
    {
      name: 'no node runs yet: rules by addresses must hold for the whole subnets',
      given: ownGroup({
        networkInterfaces: { 'eni-node-a': null, 'eni-node-b': null },
        securityGroups: {
          'sg-cluster': { ingress: [rule('tcp', 443, '10.0.1.0/25'), rule('tcp', 443, '10.0.2.0/24')] },
          'sg-node': { ingress: [anyTraffic('10.0.0.0/16')] },
        },
      }),
      expect: [api('ingress of sg-cluster')],
    },
    {
      name: 'an additional group of the cluster is on the control plane only, not on nodes',
      given: ownGroup(
        {
          networkInterfaces: {
            'eni-eks-a': { securityGroupIds: ['sg-cluster', 'sg-extra'] },
            'eni-eks-b': { securityGroupIds: ['sg-cluster', 'sg-extra'] },
          },
          securityGroups: {
            'sg-extra': { ingress: [rule('tcp', 443, 'sg-extra')] },
            'sg-node': { ingress: [rule('tcp', 10_250, 'sg-extra'), ...dns('sg-node')] },
          },
        },
        { securityGroupIds: ['sg-extra'] },
      ),
      expect: [api('ingress of sg-cluster, sg-extra')],
    },
    {
      name: 'no egress rule at all blocks all egress',
      given: aSnapshot({ securityGroups: { 'sg-cluster': { egress: [] } } }),
      expect: [api('egress of sg-cluster'), kubelet('egress of sg-cluster'), coreDns('egress of sg-cluster')],
    },
    {
      name: 'the restricted egress of the user guide',
      given: aSnapshot({
        securityGroups: {
          'sg-cluster': {
            egress: [rule('tcp', 443, 'sg-cluster'), rule('tcp', 10_250, 'sg-cluster'), ...dns('sg-cluster')],
          },
        },
      }),
      expect: 'compliant',
    },
    {
      name: 'only TCP among nodes',
      given: aSnapshot({
        securityGroups: { 'sg-cluster': { ingress: [rule('tcp', [0, 65_535], 'sg-cluster')] } },
      }),
      expect: [coreDns('ingress of sg-cluster', undefined, 'udp 53')],
      severity: 'high',
    },
    {
      name: 'nodes that only use the public endpoint need no path to the control plane, which still needs one to them',
      given: ownGroup(
        { securityGroups: { 'sg-node': { ingress: dns('sg-node') } } },
        {
          endpointPublicAccess: true,
          endpointPrivateAccess: false,
        },
      ),
      expect: [kubelet('ingress of sg-node')],
    },
    {
      name: 'a declared webhook port that nodes do not admit',
      given: ownGroup({
        securityGroups: {
          'sg-cluster': { ingress: [rule('tcp', 443, 'sg-node')] },
          'sg-node': { ingress: [rule('tcp', 10_250, 'sg-cluster'), ...dns('sg-node')] },
        },
      }),
      declare: { webhookPorts: [10_250, 8443] },
      expect: [
        'The control plane → node group workers tcp 8443 is closed by ingress of sg-node: the API server cannot call webhooks.',
      ],
      severity: 'medium',
    },
    {
      name: 'pods on Fargate cannot ask CoreDNS on nodes with a group of their own',
      given: ownGroup(
        {
          securityGroups: {
            'sg-cluster': { ingress: [anyTraffic('sg-cluster'), anyTraffic('sg-node')] },
            'sg-node': { ingress: [rule('tcp', 10_250, 'sg-cluster'), ...dns('sg-node')] },
          },
        },
        { fargateProfiles: { 'demo/batch': {} } },
      ),
      expect: [coreDns('ingress of sg-node', 'Fargate profile batch → node group workers')],
    },
    {
      name: 'self-managed nodes with another group on their instances',
      given: aSnapshot({
        cluster: { nodeGroups: { 'demo/workers': null } },
        autoScalingGroups: {
          'asg-own': { instanceIds: ['i-node-a'], tags: { 'kubernetes.io/cluster/demo': 'owned' } },
        },
        networkInterfaces: { 'eni-node-a': { securityGroupIds: ['sg-own'] } },
        securityGroups: { 'sg-own': { ingress: [anyTraffic('sg-own')] } },
      }),
      expect: [
        api('ingress of sg-cluster', 'Node group asg-own'),
        kubelet('ingress of sg-own', 'The control plane → node group asg-own tcp 10250'),
      ],
    },
    {
      name: 'an IPv6 cluster whose rules by addresses speak of IPv4 only',
      given: ownGroup(
        {
          vpcs: { 'vpc-main': { ipv6Cidrs: ['2001:db8::/56'] } },
          subnets: {
            'subnet-a': { ipv6Cidrs: ['2001:db8:0:1::/64'] },
            'subnet-b': { ipv6Cidrs: ['2001:db8:0:2::/64'] },
          },
          securityGroups: {
            'sg-cluster': { ingress: [rule('tcp', 443, 'sg-node')], egress: everywhere },
            'sg-node': { ingress: [rule('tcp', 10_250, '10.0.0.0/16'), ...dns('sg-node')], egress: everywhere },
          },
        },
        { ipFamily: 'ipv6' },
      ),
      expect: [kubelet('ingress of sg-node')],
    },
    {
      name: 'the same cluster with a rule for each family',
      given: ownGroup(
        {
          subnets: {
            'subnet-a': { ipv6Cidrs: ['2001:db8:0:1::/64'] },
            'subnet-b': { ipv6Cidrs: ['2001:db8:0:2::/64'] },
          },
          securityGroups: {
            'sg-cluster': { ingress: [rule('tcp', 443, 'sg-node')], egress: everywhere },
            'sg-node': {
              egress: everywhere,
              ingress: [rule('tcp', 10_250, '10.0.0.0/16'), rule('tcp', 10_250, '2001:db8::/56'), ...dns('sg-node')],
            },
          },
        },
        { ipFamily: 'ipv6' },
      ),
      expect: 'compliant',
    },
    {
      name: 'before deployment: no interface can be known, the configured groups and subnets count',
      given: {
        ...ownGroup({
          securityGroups: {
            'sg-cluster': { ingress: [rule('tcp', 443, '10.0.1.0/24')] },
            'sg-node': { ingress: [anyTraffic('10.0.0.0/16')] },
          },
        }),
        networkInterfaces: undecidable('only known after deployment'),
      },
      expect: [api('ingress of sg-cluster')],
    },
    {
      name: 'the cluster security group was deleted',
      given: aSnapshot({ securityGroups: { 'sg-cluster': null } }),
      expect: [
        api('egress of sg-cluster and ingress of sg-cluster'),
        kubelet('egress of sg-cluster and ingress of sg-cluster'),
        coreDns('egress of sg-cluster and ingress of sg-cluster'),
      ],
    },
    {
      name: 'the launch template cannot be read',
      given: without(ownGroup(), 'launchTemplateVersions'),
      expect: 'indeterminate',
    },
    {
      name: 'a node of Karpenter carries another group than the others',
      given: aSnapshot({
        instances: {
          'i-spot': {
            tags: {
              'karpenter.sh/nodepool': 'spot',
              'kubernetes.io/cluster/demo': 'owned',
              'eks:eks-cluster-name': 'demo',
            },
          },
        },
        networkInterfaces: {
          'eni-spot': { securityGroupIds: ['sg-spot'], attachment: { instanceId: 'i-spot', deviceIndex: 0 } },
        },
        securityGroups: {
          'sg-cluster': { ingress: [anyTraffic('sg-cluster'), anyTraffic('sg-spot')] },
          'sg-spot': { ingress: [anyTraffic('sg-spot'), rule('tcp', 10_250, 'sg-cluster')] },
        },
      }),
      expect: [coreDns('ingress of sg-spot', 'Node group workers → node i-spot')],
    },
    {
      name: 'Auto Mode without any node: what they will carry is written inside the cluster',
      given: aSnapshot({ cluster: { autoMode: true, nodeGroups: { 'demo/workers': null } } }),
      expect: 'indeterminate',
    },
    {
      name: 'subnets could not be read, but interfaces show where everybody is',
      given: without(aSnapshot(), 'subnets'),
      expect: 'compliant',
    },
    {
      name: 'a cluster without nodes of its own',
      given: aSnapshot({ cluster: { nodeGroups: { 'demo/workers': null } } }),
      expect: 'not-applicable',
    },
  ],
} satisfies RuleCases;
