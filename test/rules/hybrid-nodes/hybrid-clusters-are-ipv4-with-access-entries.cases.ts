import { unread } from '../../../shared/model/snapshot/known.ts';
import { hybridClustersAreIpv4WithAccessEntries } from '../../../shared/rules/hybrid-nodes/hybrid-clusters-are-ipv4-with-access-entries.ts';
import { aHybridSnapshot } from '../../support/hybrid-snapshot.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot } from '../../support/snapshot-builders.ts';

const noAccessEntries =
  'demo has the authentication mode CONFIG_MAP, without the access entries by which hybrid nodes join.';
const notIpv4 = 'demo is of the ipv6 family, and hybrid nodes are IPv4 only.';

export default {
  rule: hybridClustersAreIpv4WithAccessEntries,
  cases: [
    { name: 'IPv4, with access entries beside the ConfigMap', given: aHybridSnapshot(), expect: 'compliant' },
    {
      name: 'IPv4, with access entries only',
      given: aHybridSnapshot({ cluster: { authenticationMode: 'API' } }),
      expect: 'compliant',
    },
    {
      name: 'the aws-auth ConfigMap only',
      given: aHybridSnapshot({ cluster: { authenticationMode: 'CONFIG_MAP' } }),
      expect: [noAccessEntries],
      severity: 'high',
      causes: ['authentication-mode demo'],
    },
    { name: 'IPv6', given: aHybridSnapshot({ cluster: { ipFamily: 'ipv6' } }), expect: [notIpv4], severity: 'high' },
    {
      name: 'IPv6 and the ConfigMap only',
      given: aHybridSnapshot({ cluster: { ipFamily: 'ipv6', authenticationMode: 'CONFIG_MAP' } }),
      expect: [notIpv4, noAccessEntries],
    },
    {
      name: 'the address family is not known, the mode is certainly wrong',
      given: aHybridSnapshot({ cluster: { ipFamily: unread('not supplied'), authenticationMode: 'CONFIG_MAP' } }),
      expect: [noAccessEntries],
    },
    {
      name: 'the authentication mode could not be read',
      given: aHybridSnapshot({ cluster: { authenticationMode: unread('not supplied') } }),
      expect: 'indeterminate',
    },
    {
      name: 'IPv6 without hybrid nodes',
      given: aSnapshot({ cluster: { ipFamily: 'ipv6' } }),
      expect: 'not-applicable',
    },
  ],
} satisfies RuleCases;
