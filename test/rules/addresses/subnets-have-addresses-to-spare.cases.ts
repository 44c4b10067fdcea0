import { subnetsHaveAddressesToSpare } from '../../../shared/rules/addresses/subnets-have-addresses-to-spare.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

const inA = (freeIpv4Addresses: number, cidr = '10.0.1.0/24') =>
  aSnapshot({ subnets: { 'subnet-a': { cidr, freeIpv4Addresses } } });

export default {
  rule: subnetsHaveAddressesToSpare,
  cases: [
    { name: 'a fifth is in use', given: aSnapshot(), expect: 'compliant' },
    {
      name: 'forty of 251 addresses are free',
      given: inA(40),
      expect: ['84.1 % of subnet-a is in use (211 of 251 addresses), more than 80 %.'],
      severity: 'low',
      causes: ['subnet-full subnet-a'],
    },
    { name: 'AWS’s own five are not in use: 51 of 251 are free', given: inA(51), expect: 'compliant' },
    {
      name: 'fifty of 251 addresses are free',
      given: inA(50),
      expect: ['80.1 % of subnet-a is in use (201 of 251 addresses), more than 80 %.'],
    },
    {
      name: 'nothing is free',
      given: inA(0),
      expect: ['100 % of subnet-a is in use (251 of 251 addresses), more than 80 %.'],
    },
    {
      name: 'a full /28 for the control plane alone',
      given: aSnapshot({
        cluster: { subnetIds: ['subnet-cp-a', 'subnet-b'] },
        subnets: { 'subnet-cp-a': { cidr: '10.0.8.0/28', freeIpv4Addresses: 1 } },
      }),
      expect: { 'subnet-cp-a': 'not-applicable', 'subnet-b': 'compliant' },
    },
    {
      name: 'a full /28 in which nodes run too',
      given: inA(2, '10.0.1.0/28'),
      expect: ['81.8 % of subnet-a is in use (9 of 11 addresses), more than 80 %.'],
    },
    {
      name: 'a full /27 for the control plane alone',
      given: aSnapshot({
        cluster: { subnetIds: ['subnet-cp-a', 'subnet-b'] },
        subnets: { 'subnet-cp-a': { cidr: '10.0.8.0/27', freeIpv4Addresses: 1 } },
      }),
      expect: ['96.3 % of subnet-cp-a is in use (26 of 27 addresses), more than 80 %.'],
    },
    { name: 'more set by parameter', given: inA(40), parameters: { maxPct: 90 }, expect: 'compliant' },
    {
      name: 'how many addresses are free is not known before deployment',
      given: aSnapshot({
        subnets: {
          'subnet-a': { freeIpv4Addresses: { observed: false, kind: 'undecidable', reason: 'known after deployment' } },
        },
      }),
      expect: 'indeterminate',
    },
    { name: 'subnets could not be read', given: without(aSnapshot(), 'subnets'), expect: 'indeterminate' },
  ],
} satisfies RuleCases;
