import { unread } from '../../../shared/model/snapshot/known.ts';
import { vpcDnsIsOn } from '../../../shared/rules/private-clusters/vpc-dns-is-on.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

const off = (attribute: string) =>
  `${attribute} of vpc-main is off; EKS requires it, otherwise nodes of demo cannot register (NodeCreationFailure).`;
const publicOnly = { endpointPublicAccess: true, endpointPrivateAccess: false };

export default {
  rule: vpcDnsIsOn,
  cases: [
    { name: 'both attributes are on', given: aSnapshot(), expect: 'compliant' },
    {
      name: 'DNS host names are off',
      given: aSnapshot({ vpcs: { 'vpc-main': { enableDnsHostnames: false } } }),
      expect: [off('enableDnsHostnames')],
      severity: 'critical',
    },
    {
      name: 'DNS support is off',
      given: aSnapshot({ vpcs: { 'vpc-main': { enableDnsSupport: false } } }),
      expect: [off('enableDnsSupport')],
      severity: 'critical',
    },
    {
      name: 'both are off',
      given: aSnapshot({ vpcs: { 'vpc-main': { enableDnsSupport: false, enableDnsHostnames: false } } }),
      expect: [off('enableDnsSupport'), off('enableDnsHostnames')],
    },
    {
      name: 'only the public endpoint, and no interface endpoints',
      given: aSnapshot({ cluster: publicOnly, vpcs: { 'vpc-main': { enableDnsHostnames: false } } }),
      expect: [off('enableDnsHostnames')],
      severity: 'high',
    },
    {
      name: 'only the public endpoint, and a gateway endpoint',
      given: aSnapshot({
        cluster: publicOnly,
        vpcs: { 'vpc-main': { enableDnsHostnames: false } },
        vpcEndpoints: { 'vpce-s3': { type: 'Gateway' } },
      }),
      expect: [off('enableDnsHostnames')],
      severity: 'high',
    },
    {
      name: 'only the public endpoint, and an interface endpoint',
      given: aSnapshot({
        cluster: publicOnly,
        vpcs: { 'vpc-main': { enableDnsHostnames: false } },
        vpcEndpoints: { 'vpce-sts': {} },
      }),
      expect: [off('enableDnsHostnames')],
      severity: 'critical',
    },
    {
      name: 'one attribute is off, and reading the other was denied',
      given: aSnapshot({
        vpcs: { 'vpc-main': { enableDnsSupport: unread('denied'), enableDnsHostnames: false } },
      }),
      expect: [off('enableDnsHostnames')],
    },
    {
      name: 'reading one of them was denied',
      given: aSnapshot({ vpcs: { 'vpc-main': { enableDnsHostnames: unread('ec2:DescribeVpcAttribute was denied') } } }),
      expect: 'indeterminate',
    },
    { name: 'VPCs could not be read', given: without(aSnapshot(), 'vpcs'), expect: 'indeterminate' },
    {
      name: 'another VPC has them off',
      given: aSnapshot({ vpcs: { 'vpc-other': { enableDnsSupport: false } } }),
      expect: { 'vpc-main': 'compliant' },
    },
  ],
} satisfies RuleCases;
