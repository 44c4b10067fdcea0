import { unread } from '../../../shared/model/snapshot/known.ts';
import { remoteNetworksFitTheirQuota } from '../../../shared/rules/hybrid-nodes/remote-networks-fit-their-quota.ts';
import { aHybridSnapshot } from '../../support/hybrid-snapshot.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot } from '../../support/snapshot-builders.ts';

/** So many networks that no two of them adjoin. */
const apart = (count: number) => Array.from({ length: count }, (_, index) => `10.${80 + 2 * index}.0.0/16`);
const adjacent = (count: number) => Array.from({ length: count }, (_, index) => `10.${80 + index}.0.0/16`);
const networks = (remoteNodeCidrs: string[], remotePodCidrs: string[] = []) =>
  aHybridSnapshot({ cluster: { remoteNodeCidrs, remotePodCidrs } });

export default {
  rule: remoteNetworksFitTheirQuota,
  cases: [
    { name: 'one network of each kind', given: aHybridSnapshot(), expect: 'compliant' },
    { name: 'twelve node networks', given: networks(apart(12)), expect: 'compliant' },
    {
      name: 'thirteen node networks',
      given: networks(apart(13)),
      expect: ['demo has 13 remote node networks, of 15 that its quota allows: there is room for 2 more.'],
      severity: 'low',
    },
    {
      name: 'fifteen pod networks, beside few node networks',
      given: networks(['10.8.0.0/16'], apart(15)),
      expect: ['demo has 15 remote pod networks, of 15 that its quota allows: there is room for 0 more.'],
      severity: 'low',
    },
    {
      name: 'node and pod networks are not added up',
      given: networks(apart(12), adjacent(12)),
      expect: 'compliant',
    },
    {
      name: 'sixteen node networks, which can be named as one block',
      given: networks(adjacent(16)),
      expect: ['demo has 16 remote node networks, of 15 that its quota allows.'],
      severity: 'medium',
    },
    {
      name: 'sixteen node networks under a quota that was raised',
      given: networks(apart(16)),
      parameters: { quota: 30 },
      expect: 'compliant',
    },
    {
      name: 'one of thirteen networks could not be read: it counts all the same',
      given: aHybridSnapshot({ cluster: { remoteNodeCidrs: [...apart(12), unread('not resolved')] } }),
      expect: ['demo has 13 remote node networks, of 15 that its quota allows: there is room for 2 more.'],
    },
    { name: 'no remote networks', given: aSnapshot(), expect: 'not-applicable' },
    {
      name: 'no remote networks, and the profile is added',
      given: aSnapshot(),
      profiles: ['hybrid'],
      expect: 'not-applicable',
    },
    {
      name: 'the remote networks could not be read',
      given: aSnapshot({ cluster: { remoteNodeCidrs: unread('not resolved') } }),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
