import { privateEndpointIsEnabled } from '../../../shared/rules/endpoint-access/private-endpoint-is-enabled.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

const publicOnly = { endpointPublicAccess: true, endpointPrivateAccess: false };
const off = [
  'Private access to the API endpoint of demo is off: nodes leave the VPC to reach the API server at port 443.',
] as const;

export default {
  rule: privateEndpointIsEnabled,
  cases: [
    { name: 'private alone', given: aSnapshot(), expect: 'compliant' },
    { name: 'public and private', given: aSnapshot({ cluster: { endpointPublicAccess: true } }), expect: 'compliant' },
    { name: 'public alone', given: aSnapshot({ cluster: publicOnly }), expect: off, severity: 'medium' },
    {
      name: 'public alone, with hybrid nodes',
      given: aSnapshot({ cluster: { ...publicOnly, remoteNodeCidrs: ['10.80.0.0/16'] } }),
      expect: 'not-applicable',
    },
    {
      name: 'neither, which EKS does not allow, with hybrid nodes',
      given: aSnapshot({ cluster: { endpointPrivateAccess: false, remotePodCidrs: ['10.85.0.0/16'] } }),
      expect: 'indeterminate',
    },
    {
      name: 'neither, which EKS does not allow',
      given: aSnapshot({ cluster: { endpointPrivateAccess: false } }),
      expect: 'indeterminate',
    },
    {
      name: 'the network is not known, and is not needed',
      given: without(aSnapshot(), 'subnets'),
      expect: 'compliant',
    },
  ],
} satisfies RuleCases;
