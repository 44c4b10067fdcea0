import { unread } from '../../../shared/model/snapshot/known.ts';
import { networkAclsAllowHybridTraffic } from '../../../shared/rules/hybrid-nodes/network-acls-allow-hybrid-traffic.ts';
import { aHybridSnapshot } from '../../support/hybrid-snapshot.ts';
import { aclEntry } from '../../support/record-builders.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

type Patches = NonNullable<Parameters<typeof aHybridSnapshot>[0]>;
type Entry = ReturnType<typeof aclEntry>;

/** `subnet-a` has a list of its own with these entries. */
const list = (entries: readonly (Entry | ReturnType<typeof unread>)[], patches: Patches = {}) =>
  aHybridSnapshot({
    ...patches,
    networkAcls: {
      'acl-main': { subnetIds: ['subnet-b', 'subnet-public-a', 'subnet-public-b'] },
      'acl-a': { subnetIds: ['subnet-a'], entries: [...entries] },
    },
  });
const both = '10.80.0.0/12';
const allowed = [
  aclEntry(100, 'in', 'allow', 'tcp', both, [443, 443]),
  aclEntry(110, 'in', 'allow', 'tcp', both, [1024, 65_535]),
  aclEntry(100, 'out', 'allow', 'tcp', both, [1024, 65_535]),
];
const nodes = 'tcp 443 from remote nodes to the control plane';
const pods = 'tcp 443 from remote pods to the control plane';
const kubelets = 'tcp 10250 from the control plane to remote nodes';
const blocked = (packets: string, blocks: string, by: string, ...neededFor: string[]) =>
  `acl-a of subnet-a does not let all ${packets} ${blocks}: ${by}; needed for ${neededFor.join(', ')}.`;
const none = 'no entry allows it';

export default {
  rule: networkAclsAllowHybridTraffic,
  cases: [
    {
      name: 'the default list lets everything through',
      given: aHybridSnapshot(),
      expect: { 'subnet-a': 'compliant', 'subnet-b': 'compliant', 'subnet-public-a': 'not-applicable' },
    },
    { name: 'a list with just what is needed', given: list(allowed), expect: { 'subnet-a': 'compliant' } },
    {
      name: 'port 443 is not let in',
      given: list(allowed.slice(1)),
      expect: [blocked('tcp 443 in from', '10.80.0.0/16, 10.85.0.0/16', none, nodes, pods)],
      severity: 'high',
      causes: ['network-acl acl-a in tcp 443'],
    },
    {
      name: 'port 443 is let in from nodes and not from pods',
      given: list([aclEntry(90, 'in', 'allow', 'tcp', '10.80.0.0/16', [443, 443]), ...allowed.slice(1)]),
      expect: [blocked('tcp 443 in from', '10.85.0.0/16', none, pods)],
    },
    {
      name: 'replies are not let out',
      given: list([...allowed.slice(0, 2), aclEntry(100, 'out', 'allow', 'tcp', both, [10_250, 10_250])]),
      expect: [blocked('tcp 1024-65535 out to', '10.80.0.0/16, 10.85.0.0/16', none, nodes, pods)],
    },
    {
      name: 'kubelets are not let out to, and the replies of kubelets not in',
      given: list([
        allowed[0] as Entry,
        aclEntry(90, 'out', 'deny', 'tcp', '10.80.0.0/16', [10_250, 10_250]),
        aclEntry(100, 'out', 'allow', 'tcp', both, [1024, 65_535]),
      ]),
      expect: [
        blocked('tcp 10250 out to', '10.80.0.0/16', 'entry 90 denies it', kubelets),
        blocked('tcp 1024-65535 in from', '10.80.0.0/16', none, kubelets),
      ],
    },
    {
      name: 'an entry that denies comes before the one that allows',
      given: list([aclEntry(90, 'in', 'deny', 'any', '10.85.0.0/16'), ...allowed]),
      expect: [blocked('tcp 443 in from', '10.85.0.0/16', 'entry 90 denies it', pods)],
      causes: ['network-acl-entry acl-a in 90'],
    },
    {
      name: 'an entry that denies comes after the one that allows',
      given: list([...allowed, aclEntry(200, 'in', 'deny', 'any', '10.85.0.0/16')]),
      expect: { 'subnet-a': 'compliant' },
    },
    {
      name: 'half of the nodes’ network is left out',
      given: list([aclEntry(90, 'in', 'deny', 'tcp', '10.80.128.0/17', [443, 443]), ...allowed]),
      expect: [blocked('tcp 443 in from', '10.80.0.0/16', 'entry 90 denies it', nodes)],
    },
    {
      name: 'webhooks on a low port of remote pods',
      given: list(allowed),
      declare: { webhookPorts: [443, 8443] },
      expect: [blocked('tcp 443 out to', '10.85.0.0/16', none, 'tcp 443 from the control plane to remote pods')],
    },
    {
      name: 'with the public endpoint only, hybrid nodes do not call through the VPC',
      given: list(
        [
          aclEntry(100, 'out', 'allow', 'tcp', '10.80.0.0/16', [10_250, 10_250]),
          aclEntry(100, 'in', 'allow', 'tcp', '10.80.0.0/16', [1024, 65_535]),
        ],
        { cluster: { endpointPublicAccess: true, endpointPrivateAccess: false } },
      ),
      expect: { 'subnet-a': 'compliant' },
    },
    {
      name: 'remote pods are declared not to be routable',
      given: list([aclEntry(90, 'in', 'deny', 'any', '10.85.0.0/16'), ...allowed]),
      declare: { podCidrsRoutable: false },
      expect: { 'subnet-a': 'compliant' },
    },
    {
      name: 'an entry could not be read, which may come before any other',
      given: list([...allowed, unread('denied')]),
      expect: { 'subnet-a': 'indeterminate', 'subnet-b': 'compliant' },
    },
    { name: 'no remote networks', given: aSnapshot(), expect: 'not-applicable' },
    {
      name: 'no remote networks, and the profile is added',
      given: aSnapshot(),
      profiles: ['hybrid'],
      expect: 'not-applicable',
    },
    {
      name: 'network ACLs could not be read',
      given: without(aHybridSnapshot(), 'networkAcls'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
