import { unread } from '../../../shared/model/snapshot/known.ts';
import { remoteNetworksOverlapNothing } from '../../../shared/rules/hybrid-nodes/remote-networks-overlap-nothing.ts';
import { aHybridSnapshot } from '../../support/hybrid-snapshot.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

const withoutServiceBlock = () => {
  const snapshot = aHybridSnapshot();
  const [cluster] = snapshot.clusters as readonly Record<string, unknown>[];
  const { serviceIpv4Cidr: _, ...rest } = cluster ?? {};
  return { ...snapshot, clusters: [rest] } as typeof snapshot;
};

export default {
  rule: remoteNetworksOverlapNothing,
  cases: [
    { name: 'everything is apart', given: aHybridSnapshot(), expect: 'compliant' },
    {
      name: 'blocks that touch and do not overlap',
      given: aHybridSnapshot({ cluster: { remoteNodeCidrs: ['10.1.0.0/17'], remotePodCidrs: ['10.1.128.0/17'] } }),
      expect: 'compliant',
    },
    {
      name: 'pods within a secondary block of the VPC',
      given: aHybridSnapshot({
        cluster: { remotePodCidrs: ['10.1.128.0/17'] },
        vpcs: { 'vpc-main': { cidrs: ['10.0.0.0/16', '10.1.0.0/16'] } },
      }),
      expect: ['The remote pod network 10.1.128.0/17 overlaps the VPC block 10.1.0.0/16.'],
      severity: 'high',
    },
    {
      name: 'nodes that hold the whole VPC',
      given: aHybridSnapshot({ cluster: { remoteNodeCidrs: ['10.0.0.0/12'] } }),
      expect: ['The remote node network 10.0.0.0/12 overlaps the VPC block 10.0.0.0/16.'],
    },
    {
      name: 'pods within the nodes’ network',
      given: aHybridSnapshot({ cluster: { remotePodCidrs: ['10.80.128.0/17'] } }),
      expect: ['The remote node network 10.80.0.0/16 overlaps the remote pod network 10.80.128.0/17.'],
    },
    {
      name: 'nodes and pods within the service block',
      given: aHybridSnapshot({
        cluster: { remoteNodeCidrs: ['172.20.1.0/24'], remotePodCidrs: ['172.20.2.0/24'] },
      }),
      expect: [
        'The remote node network 172.20.1.0/24 overlaps the service block 172.20.0.0/16.',
        'The remote pod network 172.20.2.0/24 overlaps the service block 172.20.0.0/16.',
      ],
    },
    {
      name: 'the same nodes twice',
      given: aHybridSnapshot({ cluster: { remoteNodeCidrs: ['10.80.0.0/16', '10.80.0.0/16'] } }),
      expect: ['The remote node network 10.80.0.0/16 overlaps another one of the same list, 10.80.0.0/16.'],
      severity: 'low',
    },
    {
      name: 'pods within other pods',
      given: aHybridSnapshot({ cluster: { remotePodCidrs: ['10.85.0.0/16', '10.85.1.0/24'] } }),
      expect: ['The remote pod network 10.85.0.0/16 overlaps another one of the same list, 10.85.1.0/24.'],
      severity: 'low',
    },
    {
      name: 'every overlap is listed',
      given: aHybridSnapshot({
        cluster: { remoteNodeCidrs: ['10.0.0.0/16'], remotePodCidrs: ['10.0.128.0/17'] },
      }),
      expect: [
        'The remote node network 10.0.0.0/16 overlaps the remote pod network 10.0.128.0/17.',
        'The remote node network 10.0.0.0/16 overlaps the VPC block 10.0.0.0/16.',
        'The remote pod network 10.0.128.0/17 overlaps the VPC block 10.0.0.0/16.',
      ],
      severity: 'high',
    },
    {
      name: 'the VPC within the service block is another rule’s business',
      given: aHybridSnapshot({ cluster: { serviceIpv4Cidr: '10.0.0.0/16' } }),
      expect: 'compliant',
    },
    { name: 'no pod networks', given: aHybridSnapshot({ cluster: { remotePodCidrs: [] } }), expect: 'compliant' },
    { name: 'the service block is not told', given: withoutServiceBlock(), expect: 'indeterminate' },
    {
      name: 'a block of the VPC is not known, and pods overlap the nodes',
      given: aHybridSnapshot({
        cluster: { remotePodCidrs: ['10.80.0.0/24'] },
        vpcs: { 'vpc-main': { cidrs: ['10.0.0.0/16', unread('taken from a pool')] } },
      }),
      expect: ['The remote node network 10.80.0.0/16 overlaps the remote pod network 10.80.0.0/24.'],
    },
    { name: 'VPCs could not be read', given: without(aHybridSnapshot(), 'vpcs'), expect: 'indeterminate' },
    {
      name: 'no remote networks, and the profile is added',
      given: aSnapshot(),
      profiles: ['hybrid'],
      expect: 'not-applicable',
    },
  ],
} satisfies RuleCases;
