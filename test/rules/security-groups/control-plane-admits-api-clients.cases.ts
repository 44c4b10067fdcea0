import { unread } from '../../../shared/model/snapshot/known.ts';
import { controlPlaneAdmitsApiClients } from '../../../shared/rules/security-groups/control-plane-admits-api-clients.ts';
import { anyTraffic, rule } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

const self = anyTraffic('sg-cluster');
const admitting = (...rules: ReturnType<typeof rule>[]) =>
  aSnapshot({ securityGroups: { 'sg-cluster': { ingress: [self, ...rules] } } });
const refused = (blocks: string, groups = 'sg-cluster') =>
  `${groups} does not admit tcp 443 from ${blocks} → control plane: API clients there time out (dial tcp …:443: i/o timeout).`;
const declare = { apiClientCidrs: ['10.200.0.0/16'] };

export default {
  rule: controlPlaneAdmitsApiClients,
  cases: [
    {
      name: 'the declared network is admitted',
      given: admitting(rule('tcp', 443, '10.200.0.0/16')),
      declare,
      expect: { 'sg-cluster': 'compliant' },
    },
    {
      name: 'the declared network is not admitted',
      given: admitting(),
      declare,
      expect: [refused('10.200.0.0/16')],
      severity: 'medium',
      causes: ['security-group-port sg-cluster in tcp 443'],
    },
    {
      name: 'two rules admit it together, one of them a prefix list',
      given: {
        ...aSnapshot({
          securityGroups: {
            'sg-cluster': { ingress: [self, rule('tcp', 443, '10.200.0.0/17'), rule('tcp', 443, 'pl-office')] },
          },
          prefixLists: { 'pl-office': { entries: ['10.200.128.0/17'] } },
        }),
      },
      declare,
      expect: 'compliant',
    },
    {
      name: 'of two networks one is admitted in part',
      given: admitting(rule('tcp', 443, '10.200.0.0/17'), rule('tcp', 443, '192.168.7.0/24')),
      declare: { apiClientCidrs: ['10.200.0.0/16', '192.168.7.0/24'] },
      expect: [refused('10.200.128.0/17')],
    },
    {
      name: 'an additional group on the interfaces admits it',
      given: aSnapshot({
        cluster: { securityGroupIds: ['sg-office'] },
        networkInterfaces: {
          'eni-eks-a': { securityGroupIds: ['sg-cluster', 'sg-office'] },
          'eni-eks-b': { securityGroupIds: ['sg-cluster', 'sg-office'] },
        },
        securityGroups: { 'sg-office': { ingress: [rule('tcp', 443, '10.200.0.0/16')] } },
      }),
      declare,
      expect: 'compliant',
    },
    {
      name: 'another port does not help',
      given: admitting(rule('tcp', 80, '10.200.0.0/16')),
      declare,
      expect: [refused('10.200.0.0/16')],
    },
    { name: 'nothing is declared', given: admitting(), expect: 'not-applicable' },
    {
      name: 'only the public endpoint is on',
      given: aSnapshot({ cluster: { endpointPublicAccess: true, endpointPrivateAccess: false } }),
      declare,
      expect: 'not-applicable',
    },
    {
      name: 'a rule could not be read, which may admit the network',
      given: aSnapshot({ securityGroups: { 'sg-cluster': { ingress: [self, unread('denied')] } } }),
      declare,
      expect: 'indeterminate',
    },
    {
      name: 'security groups could not be read',
      given: without(aSnapshot(), 'securityGroups'),
      declare,
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
