import { unread } from '../../../shared/model/snapshot/known.ts';
import { publicEndpointIsRestricted } from '../../../shared/rules/endpoint-access/public-endpoint-is-restricted.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot } from '../../support/snapshot-builders.ts';

const open = (...publicAccessCidrs: string[]) =>
  aSnapshot({ cluster: { endpointPublicAccess: true, publicAccessCidrs } });
const everyone = (list: string) =>
  [
    `Every address of the internet may reach the public API endpoint of demo at port 443 (publicAccessCidrs: ${list}).`,
  ] as const;

export default {
  rule: publicEndpointIsRestricted,
  cases: [
    { name: 'one office address', given: open('203.0.113.5/32'), expect: 'compliant' },
    { name: 'every IPv4 address', given: open('0.0.0.0/0'), expect: everyone('0.0.0.0/0'), severity: 'high' },
    {
      name: 'open while private access is on as well',
      given: aSnapshot({ cluster: { endpointPublicAccess: true, endpointPrivateAccess: true } }),
      expect: everyone('0.0.0.0/0'),
    },
    {
      name: 'two halves are everything too',
      given: open('0.0.0.0/1', '128.0.0.0/1'),
      expect: everyone('0.0.0.0/1, 128.0.0.0/1'),
    },
    { name: 'every IPv6 address', given: open('203.0.113.5/32', '::/0'), expect: everyone('203.0.113.5/32, ::/0') },
    { name: 'no blocks mean all', given: open(), expect: everyone('none, which means all') },
    {
      name: 'an office and half of the internet',
      given: open('203.0.113.5/32', '128.0.0.0/1'),
      expect: [
        '128.0.0.0/1 may reach the public API endpoint of demo at port 443; a block wider than /8 is hardly a restriction.',
      ],
      severity: 'medium',
    },
    { name: 'a /8 just passes', given: open('17.0.0.0/8'), expect: 'compliant' },
    {
      name: 'a stricter shortest prefix',
      given: open('203.0.0.0/16'),
      parameters: { minPrefix: 24 },
      expect: [
        '203.0.0.0/16 may reach the public API endpoint of demo at port 443; a block wider than /24 is hardly a restriction.',
      ],
    },
    {
      name: 'open to all, and accepted',
      given: open('0.0.0.0/0'),
      parameters: { allowUnrestricted: true },
      expect: 'compliant',
      notes: ['The public endpoint is open to every address, which is accepted (allowUnrestricted).'],
    },
    {
      name: 'EKS still returns the open list while the public endpoint is off',
      given: aSnapshot({ cluster: { endpointPublicAccess: false, publicAccessCidrs: ['0.0.0.0/0'] } }),
      expect: 'not-applicable',
    },
    {
      name: 'one block is only known after deployment',
      given: aSnapshot({
        cluster: { endpointPublicAccess: true, publicAccessCidrs: ['203.0.113.5/32', unread('later')] },
      }),
      expect: 'indeterminate',
    },
    {
      name: 'one block is not known, and the others are everything',
      given: aSnapshot({ cluster: { endpointPublicAccess: true, publicAccessCidrs: ['0.0.0.0/0', unread('later')] } }),
      expect: everyone('0.0.0.0/0'),
    },
  ],
} satisfies RuleCases;
