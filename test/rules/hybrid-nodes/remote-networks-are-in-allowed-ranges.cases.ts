import { unread } from '../../../shared/model/snapshot/known.ts';
import { remoteNetworksAreInAllowedRanges } from '../../../shared/rules/hybrid-nodes/remote-networks-are-in-allowed-ranges.ts';
import { aHybridSnapshot } from '../../support/hybrid-snapshot.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot } from '../../support/snapshot-builders.ts';

const withNodes = (...remoteNodeCidrs: string[]) => aHybridSnapshot({ cluster: { remoteNodeCidrs } });
const outside = (use: string, network: string) =>
  `The remote ${use} network ${network} is not within 10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12, 192.168.0.0/16.`;

export default {
  rule: remoteNetworksAreInAllowedRanges,
  cases: [
    { name: 'node and pod networks within 10.0.0.0/8', given: aHybridSnapshot(), expect: 'compliant' },
    {
      name: 'a block of each private range, the whole range and one address',
      given: withNodes('10.0.0.0/8', '172.16.0.0/12', '192.168.7.9/32'),
      expect: 'compliant',
    },
    {
      name: 'just past the private range',
      given: withNodes('172.32.0.0/16'),
      expect: [outside('node', '172.32.0.0/16')],
      severity: 'high',
    },
    {
      name: 'a block that is larger than the private range it holds',
      given: withNodes('172.0.0.0/11'),
      expect: [outside('node', '172.0.0.0/11')],
    },
    {
      name: 'shared address space is accepted, with a note',
      given: withNodes('100.64.0.0/16'),
      expect: 'compliant',
      notes: [
        'The remote node network 100.64.0.0/16 lies in 100.64.0.0/10: AWS’s posts accept it, the API reference names the RFC 1918 ranges only.',
      ],
    },
    {
      name: 'shared address space is not accepted, by parameter',
      given: withNodes('100.64.0.0/16'),
      parameters: { allowCgnat: false },
      expect: ['The remote node network 100.64.0.0/16 is not within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16.'],
    },
    {
      name: 'a public pod network',
      given: aHybridSnapshot({ cluster: { remotePodCidrs: ['10.85.0.0/16', '203.0.113.0/24'] } }),
      expect: [outside('pod', '203.0.113.0/24')],
    },
    {
      name: 'an IPv6 network',
      given: withNodes('fd00:80::/64'),
      expect: ['The remote node network fd00:80::/64 is not IPv4, and hybrid nodes are IPv4 only.'],
    },
    {
      name: 'no remote networks, and the profile is added',
      given: aSnapshot(),
      profiles: ['hybrid'],
      expect: 'not-applicable',
    },
    { name: 'no remote networks', given: aSnapshot(), expect: 'not-applicable' },
    {
      name: 'a network that is only known after deployment, beside one that is outside',
      given: aHybridSnapshot({ cluster: { remoteNodeCidrs: [unread('a parameter'), '172.32.0.0/16'] } }),
      expect: [outside('node', '172.32.0.0/16')],
    },
    {
      name: 'a network that is only known after deployment',
      given: aHybridSnapshot({ cluster: { remoteNodeCidrs: [unread('a parameter')] } }),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
