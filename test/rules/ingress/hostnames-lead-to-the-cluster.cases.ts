import type { Declarations } from '../../../shared/model/declarations.ts';
import type { HostedZoneRecord } from '../../../shared/model/snapshot/ingress.ts';
import { unread } from '../../../shared/model/snapshot/known.ts';
import { hostnamesLeadToTheCluster } from '../../../shared/rules/ingress/hostnames-lead-to-the-cluster.ts';
import type { RuleCase, RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

type Zones = Readonly<Record<string, Partial<HostedZoneRecord>>>;
type Records = Exclude<HostedZoneRecord['records'], { observed: false }>;

const name = 'starburst.example.com';
const alias = (aliasTarget: string, record = `${name}.`): Records[number] => ({
  name: record,
  type: 'A',
  aliasTarget,
  values: [],
});
const toWeb = alias('dualstack.web.elb.us-east-1.amazonaws.com.');
const txt = (record: string): Records[number] => ({
  name: record,
  type: 'TXT',
  values: ['"heritage=external-dns,external-dns/owner=demo"'],
});
const inZone = (...records: Records): Zones => ({ Z1: { records } });
const declared = (more: Partial<NonNullable<Declarations['hostnames']>[number]> = {}): Declarations => ({
  hostnames: [{ name, zone: 'public', ...more }],
});

const row = (
  situation: string,
  hostedZones: Zones,
  expect: RuleCase['expect'],
  declare: Declarations = declared(),
): RuleCase => ({
  name: situation,
  given: aSnapshot({
    cluster: { tags: { 'plumbline:profile': 'starburst-sep' } },
    loadBalancers: { web: {} },
    hostedZones,
  }),
  declare,
  expect,
});

export default {
  rule: hostnamesLeadToTheCluster,
  cases: [
    row('an alias for the load balancer', inZone(toWeb), 'compliant'),
    row(
      'a CNAME for the load balancer, in capitals as Elastic Load Balancing may write it',
      inZone({ name: `${name}.`, type: 'CNAME', values: ['WEB.elb.us-east-1.amazonaws.com'] }),
      'compliant',
    ),
    row('a wildcard', inZone(alias('web.elb.us-east-1.amazonaws.com.', '\\052.example.com.')), 'compliant'),
    {
      ...row('the load balancer was deleted', inZone(alias('gone.elb.us-east-1.amazonaws.com.')), [
        'starburst.example.com leads to gone.elb.us-east-1.amazonaws.com., and no load balancer in vpc-main has that name.',
      ]),
      severity: 'medium',
      causes: ['dns-record starburst.example.com'],
    },
    {
      ...row('no record', inZone(alias('web.elb.us-east-1.amazonaws.com.', 'other.example.com.')), [
        'starburst.example.com has no record in example.com. (Z1).',
      ]),
      severity: 'low',
    },
    row('the most specific zone answers', { Z1: { records: [toWeb] }, Z2: { name: 'starburst.example.com.' } }, [
      'starburst.example.com has no record in starburst.example.com. (Z2).',
    ]),
    row('a zone whose name only ends alike', { Z1: { name: 'burst.example.com.' } }, 'indeterminate'),
    row(
      'a private zone of the VPC, as declared',
      { Z1: { records: [] }, Z2: { private: true, vpcIds: ['vpc-main'], records: [toWeb] } },
      'compliant',
      declared({ zone: 'private' }),
    ),
    row(
      'the private zone is not associated with the VPC',
      { Z2: { private: true, vpcIds: ['vpc-other'], records: [toWeb] } },
      ['starburst.example.com lies in example.com. (Z2), which vpc-main is not associated with.'],
      declared({ zone: 'private' }),
    ),
    row(
      'ExternalDNS owns the record',
      inZone(toWeb, txt(`edns-a-${name}.`)),
      'compliant',
      declared({ txtPrefix: 'edns-' }),
    ),
    row('ExternalDNS owns it by a record of the older form', inZone(toWeb, txt(`${name}.`)), 'compliant', {
      ...declared(),
      externalDns: true,
    }),
    row(
      'nobody has marked the record',
      inZone(toWeb, { name: `edns-${name}.`, type: 'TXT', values: ['"v=spf1 -all"'] }),
      [
        'starburst.example.com has no TXT record in example.com. (Z1) that marks it as ExternalDNS’s own, so that ExternalDNS does not change it.',
      ],
      declared({ txtPrefix: 'edns-' }),
    ),
    row('the record leads to CloudFront', inZone(alias('d111111abcdef8.cloudfront.net.')), 'indeterminate'),
    row(
      'the record names addresses',
      inZone({ name: `${name}.`, type: 'A', values: ['203.0.113.5'] }),
      'indeterminate',
    ),
    row('another account may hold the zone', { Z1: { name: 'example.org.' } }, 'indeterminate'),
    row('the records were not read', { Z1: { records: unread('denied') } }, 'indeterminate'),
    row('no name is declared', inZone(toWeb), 'indeterminate', {}),
    { ...row('a cluster that does not run Starburst', {}, 'not-applicable'), given: aSnapshot() },
    {
      ...row('zones were not read', {}, 'indeterminate'),
      given: without(aSnapshot({ cluster: { tags: { 'plumbline:profile': 'starburst-sep' } } }), 'hostedZones'),
    },
  ],
} satisfies RuleCases;
