import type { LoadBalancerRecord } from '../../../shared/model/snapshot/ingress.ts';
import { unread } from '../../../shared/model/snapshot/known.ts';
import { starburstListenersUseTls } from '../../../shared/rules/ingress/starburst-listeners-use-tls.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

const certificate = 'arn:aws:acm:us-east-1:111122223333:certificate/1';
const https = { port: 443, protocol: 'HTTPS', certificateArns: [certificate] };
const http = { port: 80, protocol: 'HTTP', certificateArns: [] };
const redirect = { ...http, redirectsTo: { protocol: 'HTTPS', port: '443' } };
const targets = (healthyCodes?: string) => [
  {
    id: 'arn:tg',
    name: 'tg',
    protocol: 'HTTP',
    port: 8080,
    targetType: 'ip',
    ...(healthyCodes ? { healthyCodes } : {}),
  },
];

const given = (change: Partial<LoadBalancerRecord>) =>
  aSnapshot({
    cluster: { tags: { 'plumbline:profile': 'starburst-sep' } },
    loadBalancers: {
      web: { type: 'application', listeners: [https, redirect], targetGroups: targets('200,303'), ...change },
    },
  });
const silent =
  'No target group of Application Load Balancer web takes 302 or 303 as healthy: Starburst answers 303 to a health check of its web interface, Ranger 302.';

export default {
  rule: starburstListenersUseTls,
  cases: [
    { name: 'HTTPS, and a redirect to it', given: given({}), expect: 'compliant' },
    { name: 'HTTPS alone', given: given({ listeners: [https] }), expect: 'compliant' },
    {
      name: 'HTTP alone',
      given: given({ listeners: [http] }),
      expect: [
        'Application Load Balancer web does not take HTTPS on port 443; it has HTTP 80.',
        'Application Load Balancer web answers HTTP 80 in place of redirecting to HTTPS.',
      ],
      severity: 'low',
    },
    {
      name: 'HTTP beside HTTPS without a redirect',
      given: given({ listeners: [https, http] }),
      expect: ['Application Load Balancer web answers HTTP 80 in place of redirecting to HTTPS.'],
    },
    {
      name: 'a redirect to another host, without TLS',
      given: given({ listeners: [https, { ...http, redirectsTo: { protocol: 'HTTP', port: '8080' } }] }),
      expect: ['Application Load Balancer web answers HTTP 80 in place of redirecting to HTTPS.'],
    },
    {
      name: 'HTTPS on another port',
      given: given({ listeners: [{ ...https, port: 8443 }] }),
      expect: ['Application Load Balancer web does not take HTTPS on port 443; it has HTTPS 8443.'],
    },
    {
      name: 'no listener',
      given: given({ listeners: [] }),
      expect: ['Application Load Balancer web does not take HTTPS on port 443; it has no listener.'],
    },
    {
      name: 'targets are healthy by 200 alone',
      given: given({ targetGroups: targets('200') }),
      expect: 'compliant',
      notes: [silent],
    },
    { name: 'targets without HTTP', given: given({ targetGroups: targets() }), expect: 'compliant', notes: [silent] },
    {
      name: 'a Classic Load Balancer that passes TLS on',
      given: given({ type: 'classic', listeners: [{ port: 443, protocol: 'TCP', certificateArns: [] }] }),
      expect: 'compliant',
    },
    {
      name: 'a Classic Load Balancer with HTTP alone',
      given: given({ type: 'classic', listeners: [http] }),
      expect: ['Classic Load Balancer web does not take HTTPS on port 443; it has HTTP 80.'],
    },
    { name: 'a Network Load Balancer', given: given({ type: 'network' }), expect: 'not-applicable' },
    {
      name: 'a cluster that does not run Starburst',
      given: aSnapshot({ loadBalancers: { web: { type: 'application', listeners: [http] } } }),
      expect: 'not-applicable',
    },
    { name: 'listeners were not read', given: given({ listeners: unread('denied') }), expect: 'indeterminate' },
    { name: 'load balancers were not read', given: without(given({}), 'loadBalancers'), expect: 'indeterminate' },
  ],
} satisfies RuleCases;
