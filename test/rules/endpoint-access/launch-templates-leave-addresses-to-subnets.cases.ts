import { unread } from '../../../shared/model/snapshot/known.ts';
import { launchTemplatesLeaveAddressesToSubnets } from '../../../shared/rules/endpoint-access/launch-templates-leave-addresses-to-subnets.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

type Interfaces = { associatePublicIpAddress?: boolean; subnetId?: string }[];
type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;

/** `demo/workers` launches from version 3 of `lt-nodes`. */
const launching = (networkInterfaces: Interfaces, patches: Patches = {}) =>
  aSnapshot({
    ...patches,
    cluster: {
      nodeGroups: {
        'demo/workers': { launchTemplate: { id: 'lt-nodes', version: '3' } },
      },
    },
    launchTemplateVersions: {
      'lt-nodes:3': {
        networkInterfaces: networkInterfaces.map((own) => ({
          deviceIndex: 0,
          securityGroupIds: ['sg-cluster'],
          ...own,
        })),
      },
    },
  });
const says = (choice: boolean) =>
  `lt-nodes:3 of demo/workers says AssociatePublicIpAddress: ${choice}, whatever its subnets say`;
const subnet = (id: string) =>
  `lt-nodes:3 of demo/workers names ${id} for a network interface, which EKS forbids: creating or updating the node group fails.`;
const toInternet: Patches = {
  routeTables: {
    'rtb-a': { subnetIds: [] },
    'rtb-b': { subnetIds: [] },
    'rtb-public': { subnetIds: ['subnet-a', 'subnet-b'] },
  },
};

export default {
  rule: launchTemplatesLeaveAddressesToSubnets,
  cases: [
    { name: 'no launch template', given: aSnapshot(), expect: 'not-applicable' },
    { name: 'a launch template without network interfaces', given: launching([]), expect: 'compliant' },
    { name: 'an interface that leaves the address to the subnet', given: launching([{}]), expect: 'compliant' },
    {
      name: 'public addresses in private subnets',
      given: launching([{ associatePublicIpAddress: true }]),
      expect: [`${says(true)}; in subnet-a, subnet-b, which no internet gateway serves, such an address is of no use.`],
      severity: 'medium',
    },
    {
      name: 'public addresses in public subnets',
      given: launching([{ associatePublicIpAddress: true }], toInternet),
      expect: [`${says(true)}.`],
      severity: 'low',
    },
    {
      name: 'no public addresses, whatever the subnets say',
      given: launching([{ associatePublicIpAddress: false }]),
      expect: [`${says(false)}.`],
      severity: 'low',
    },
    {
      name: 'a subnet for its interface',
      given: launching([{ subnetId: 'subnet-a' }]),
      expect: [subnet('subnet-a')],
      severity: 'high',
      causes: ['launch-template lt-nodes:3'],
    },
    {
      name: 'both in one template: one thing to mend',
      given: launching([{ subnetId: 'subnet-a', associatePublicIpAddress: false }]),
      expect: [subnet('subnet-a'), `${says(false)}.`],
      causes: ['launch-template lt-nodes:3'],
    },
    {
      name: 'the version does not exist',
      given: aSnapshot({
        cluster: { nodeGroups: { 'demo/workers': { launchTemplate: { id: 'lt-nodes', version: '9' } } } },
      }),
      expect: 'indeterminate',
    },
    {
      name: 'launch templates could not be read',
      given: without(launching([{}]), 'launchTemplateVersions'),
      expect: 'indeterminate',
    },
    {
      name: 'the interfaces of the template could not be read',
      given: aSnapshot({
        cluster: { nodeGroups: { 'demo/workers': { launchTemplate: { id: 'lt-nodes', version: '3' } } } },
        launchTemplateVersions: { 'lt-nodes:3': { networkInterfaces: unread('reading it was denied') } },
      }),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
