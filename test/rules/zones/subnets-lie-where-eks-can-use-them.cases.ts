import type { SubnetRecord } from '../../../shared/model/snapshot/vpc.ts';
import { subnetsLieWhereEksCanUseThem } from '../../../shared/rules/zones/subnets-lie-where-eks-can-use-them.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

const localZone = { zone: 'us-east-1-atl-2a', zoneId: 'use1-atl2-az1' };
const wavelengthZone = { zone: 'us-east-1-wl1-bos-wlz-1', zoneId: 'use1-wl1-bos-wlz1' };
const outpost = { outpostArn: 'arn:aws:outposts:us-east-1:111122223333:outpost/op-1' };
const onOutpost = 'on the Outpost arn:aws:outposts:us-east-1:111122223333:outpost/op-1';
const denied = { observed: false, kind: 'unread', reason: 'denied' } as const;

type Patches = NonNullable<Parameters<typeof aSnapshot>[0]>;

/** A subnet that is none of the cluster's own, beside healthy ones. */
const edge = (place: Partial<SubnetRecord>, cluster: Patches['cluster'] = {}, further: Patches = {}) =>
  aSnapshot({
    cluster,
    subnets: { 'subnet-edge': { cidr: '10.0.9.0/24', tags: { 'kubernetes.io/cluster/demo': 'shared' }, ...place } },
    ...further,
  });
const edgeGroup = { nodeGroups: { 'demo/edge': { subnetIds: ['subnet-edge'] } } };
const edgeProfile = { fargateProfiles: { 'demo/jobs': { subnetIds: ['subnet-edge'] } } };

const controlPlane = (subnet: string, place: string) =>
  `${subnet} of cluster demo lies ${place}, where EKS cannot place control-plane interfaces.`;

export default {
  rule: subnetsLieWhereEksCanUseThem,
  cases: [
    {
      name: 'all subnets in Availability Zones',
      given: aSnapshot(),
      expect: { 'subnet-a': 'compliant', 'subnet-public-a': 'not-applicable' },
    },
    {
      name: 'a cluster subnet on an Outpost',
      given: aSnapshot({ cluster: { nodeGroups: { 'demo/workers': null } }, subnets: { 'subnet-b': outpost } }),
      expect: [controlPlane('subnet-b', onOutpost)],
      severity: 'high',
      causes: ['subnet-zone subnet-b'],
    },
    {
      name: 'a cluster subnet in a Wavelength Zone',
      given: aSnapshot({
        cluster: { nodeGroups: { 'demo/workers': null } },
        subnets: { 'subnet-b': wavelengthZone },
        availabilityZones: { 'use1-wl1-bos-wlz1': { name: wavelengthZone.zone, type: 'wavelength-zone' } },
      }),
      expect: [controlPlane('subnet-b', 'in the Wavelength Zone use1-wl1-bos-wlz1')],
    },
    {
      name: 'a cluster subnet in a Local Zone, where managed nodes may run',
      given: aSnapshot({
        subnets: { 'subnet-b': localZone },
        availabilityZones: { 'use1-atl2-az1': { name: localZone.zone, type: 'local-zone' } },
      }),
      expect: { 'subnet-b': [controlPlane('subnet-b', 'in the Local Zone use1-atl2-az1')], 'subnet-a': 'compliant' },
    },
    {
      name: 'zones were not read: names tell the kind',
      given: without(aSnapshot({ subnets: { 'subnet-b': localZone } }), 'availabilityZones'),
      expect: [controlPlane('subnet-b', 'in the Local Zone use1-atl2-az1')],
    },
    {
      name: 'a managed node group on an Outpost',
      given: edge(outpost, edgeGroup),
      expect: {
        'subnet-edge': [`subnet-edge lies ${onOutpost}, where managed node groups cannot run: demo/edge.`],
        'subnet-a': 'compliant',
      },
      severity: 'high',
    },
    {
      name: 'a managed node group in a Wavelength Zone',
      given: edge(wavelengthZone, edgeGroup),
      expect: [
        'subnet-edge lies in the Wavelength Zone use1-wl1-bos-wlz1, where managed node groups cannot run: demo/edge.',
      ],
    },
    {
      name: 'a managed node group in a Local Zone',
      given: edge(localZone, edgeGroup),
      expect: { 'subnet-edge': 'compliant' },
    },
    {
      name: 'self-managed nodes on an Outpost',
      given: edge(
        outpost,
        {},
        {
          autoScalingGroups: {
            'asg-own': { subnetIds: ['subnet-edge'], tags: { 'kubernetes.io/cluster/demo': 'owned' } },
          },
        },
      ),
      expect: { 'subnet-edge': 'not-applicable', 'subnet-a': 'compliant' },
    },
    {
      name: 'Fargate in a Local Zone',
      given: edge(localZone, edgeProfile),
      expect: ['subnet-edge lies in the Local Zone use1-atl2-az1, where Fargate runs no pods: demo/jobs.'],
    },
    {
      name: 'Fargate in an Availability Zone',
      given: edge({}, edgeProfile),
      expect: { 'subnet-edge': 'compliant' },
    },
    {
      name: 'a group whose subnets are not known may use a tagged subnet on an Outpost',
      given: edge(outpost, { nodeGroups: { 'demo/other': { subnetIds: denied } } }),
      expect: 'indeterminate',
    },
    { name: 'subnets could not be read', given: without(aSnapshot(), 'subnets'), expect: 'indeterminate' },
  ],
} satisfies RuleCases;
