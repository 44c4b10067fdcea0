import type { NetworkInterfaceRecord } from '../../../shared/model/snapshot/compute.ts';
import { unread } from '../../../shared/model/snapshot/known.ts';
import type { SecurityGroupRecord } from '../../../shared/model/snapshot/security.ts';
import { podInterfacesCarryTheirNodesGroups } from '../../../shared/rules/interfaces/pod-interfaces-carry-their-nodes-groups.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;

const cniTags = (instanceId: string) => ({
  'cluster.k8s.amazonaws.com/name': 'demo',
  'node.k8s.amazonaws.com/instance_id': instanceId,
});

/** A second interface that the VPC CNI added to a node. */
const second = (instanceId: string, patch: Partial<NetworkInterfaceRecord>): Partial<NetworkInterfaceRecord> => ({
  description: `aws-K8S-${instanceId}`,
  privateIpv4Addresses: ['10.0.1.90'],
  attachment: { instanceId, instanceOwnerId: '111122223333', deviceIndex: 1, status: 'attached' },
  tags: cniTags(instanceId),
  ...patch,
});

const withSecond = (patch: Partial<NetworkInterfaceRecord>, patches: Patches = {}) =>
  aSnapshot({
    ...patches,
    networkInterfaces: { 'eni-pods-a': second('i-node-a', patch), ...patches.networkInterfaces },
  });

const stale = { securityGroupIds: ['sg-old'] };

const message =
  'An interface for pods of demo carries other security groups than the first interface of the node: eni-pods-a has sg-old and eni-node-a of i-node-a has sg-cluster.';

const discovered = { securityGroupIds: ['sg-pods'], subnetId: 'subnet-b' };

/** A group for pods, and a subnet for them. */
const taggedGroup = (tags: SecurityGroupRecord['tags']): Patches => ({
  securityGroups: { 'sg-pods': { tags } },
  subnets: { 'subnet-b': { tags: { 'kubernetes.io/role/cni': '1' } } },
});

const foreign =
  'An interface for pods of demo carries other security groups than the first interface of the node: eni-pods-a has sg-pods and eni-node-a of i-node-a has sg-cluster.';

export default {
  rule: podInterfacesCarryTheirNodesGroups,
  cases: [
    { name: 'the same group', given: withSecond({}), expect: 'compliant' },
    { name: 'nodes with their first interfaces only', given: aSnapshot(), expect: 'not-applicable' },
    {
      name: 'the same groups in another order',
      given: withSecond(
        { securityGroupIds: ['sg-more', 'sg-cluster'] },
        { networkInterfaces: { 'eni-node-a': { securityGroupIds: ['sg-cluster', 'sg-more'] } } },
      ),
      expect: 'compliant',
    },
    {
      name: 'a change of groups has not arrived',
      given: withSecond(stale),
      expect: [message],
      severity: 'low',
    },
    {
      name: 'a group too many',
      given: withSecond({ securityGroupIds: ['sg-cluster', 'sg-old'] }),
      expect: [
        'An interface for pods of demo carries other security groups than the first interface of the node: eni-pods-a has sg-cluster, sg-old and eni-node-a of i-node-a has sg-cluster.',
      ],
    },
    {
      name: 'interfaces of two nodes are one finding',
      given: withSecond(stale, { networkInterfaces: { 'eni-pods-b': second('i-node-b', stale) } }),
      expect: [
        '2 interfaces for pods of demo carry other security groups than the first interface of the node: eni-pods-a has sg-old and eni-node-a of i-node-a has sg-cluster, and so on.',
      ],
      causes: ['node-security-groups demo'],
    },
    {
      name: 'a branch interface has the groups of its pod',
      given: withSecond(
        {},
        {
          networkInterfaces: {
            'eni-branch-a': second('i-node-a', {
              ...stale,
              description: 'aws-k8s-branch-eni',
              interfaceType: 'branch',
            }),
          },
        },
      ),
      expect: 'compliant',
    },
    {
      name: 'an interface that the VPC CNI leaves alone',
      given: withSecond(
        {},
        {
          networkInterfaces: {
            'eni-own-a': second('i-node-a', {
              ...stale,
              tags: { ...cniTags('i-node-a'), 'node.k8s.amazonaws.com/no_manage': 'true' },
            }),
          },
        },
      ),
      expect: 'compliant',
    },
    {
      name: 'with custom networking ENIConfigs name the groups',
      given: withSecond(stale, {
        cluster: { addOns: { 'vpc-cni': { environment: { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true' } } } },
      }),
      expect: 'not-applicable',
    },
    {
      name: 'groups that subnet discovery finds by tag, outside the node’s subnet',
      given: withSecond(discovered, taggedGroup({ 'kubernetes.io/role/cni': '1' })),
      expect: 'compliant',
    },
    {
      name: 'groups tagged for subnet discovery, in the node’s own subnet',
      given: withSecond({ securityGroupIds: ['sg-pods'] }, taggedGroup({ 'kubernetes.io/role/cni': '1' })),
      expect: [foreign],
    },
    {
      name: 'other groups outside the node’s subnet, with no tag',
      given: withSecond(discovered, taggedGroup({})),
      expect: [foreign],
    },
    {
      name: 'other groups outside the node’s subnet, whose tags are not known',
      given: withSecond(discovered, taggedGroup(unread('denied'))),
      expect: 'indeterminate',
    },
    {
      name: 'interfaces of another cluster',
      given: withSecond({
        ...stale,
        tags: { ...cniTags('i-node-a'), 'cluster.k8s.amazonaws.com/name': 'other' },
      }),
      expect: 'not-applicable',
    },
    {
      name: 'the interfaces of the VPC are hidden',
      given: hiddenIn(withSecond({}), 'networkInterfaces', 'vpc-main'),
      expect: 'indeterminate',
    },
    {
      name: 'interfaces could not be read',
      given: without(withSecond(stale), 'networkInterfaces'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
