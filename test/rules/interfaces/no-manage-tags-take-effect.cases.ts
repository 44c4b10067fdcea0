import type { NetworkInterfaceRecord } from '../../../shared/model/snapshot/compute.ts';
import { noManageTagsTakeEffect } from '../../../shared/rules/interfaces/no-manage-tags-take-effect.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, hiddenIn, without } from '../../support/snapshot-builders.ts';

const tag = (value: string) => ({ 'node.k8s.amazonaws.com/no_manage': value });

/** A second interface of `i-node-a`. */
const withInterface = (patch: Partial<NetworkInterfaceRecord>) =>
  aSnapshot({
    networkInterfaces: {
      'eni-own-a': {
        attachment: { instanceId: 'i-node-a', instanceOwnerId: '111122223333', deviceIndex: 2, status: 'attached' },
        ...patch,
      },
    },
  });

export default {
  rule: noManageTagsTakeEffect,
  cases: [
    {
      name: 'an interface is kept for something else, which is worth knowing',
      given: withInterface({ tags: tag('true') }),
      expect: 'compliant',
      notes: ['eni-own-a of i-node-a is kept from the VPC CNI by its tag: the node has one interface less for pods.'],
    },
    { name: 'no interface has the tag', given: aSnapshot(), expect: 'not-applicable' },
    {
      name: 'a value that only people read as true',
      given: withInterface({ tags: tag('yes') }),
      expect: [
        'eni-own-a of i-node-a is tagged node.k8s.amazonaws.com/no_manage=yes, which the VPC CNI does not read as true: it gives pods addresses there.',
      ],
      severity: 'informational',
      causes: ['no-manage-tag eni-own-a'],
    },
    {
      name: 'the first interface of a node',
      given: aSnapshot({ networkInterfaces: { 'eni-node-a': { tags: tag('true') } } }),
      expect: [
        'eni-node-a is the first interface of i-node-a, which the VPC CNI always manages: the tag node.k8s.amazonaws.com/no_manage has no effect.',
      ],
    },
    {
      name: 'an instance that is no node',
      given: withInterface({
        tags: tag('yes'),
        attachment: { instanceId: 'i-bastion', instanceOwnerId: '111122223333', deviceIndex: 1 },
      }),
      expect: 'compliant',
    },
    {
      name: 'an interface that is attached to nothing',
      given: aSnapshot({ networkInterfaces: { 'eni-own-a': { status: 'available', tags: tag('yes') } } }),
      expect: 'compliant',
    },
    {
      name: 'whose instance it is cannot be told where instances were not read',
      given: without(
        withInterface({
          tags: tag('yes'),
          attachment: { instanceId: 'i-unknown', instanceOwnerId: '111122223333', deviceIndex: 1 },
        }),
        'instances',
      ),
      expect: 'indeterminate',
    },
    {
      name: 'the interfaces of the VPC are hidden',
      given: hiddenIn(aSnapshot(), 'networkInterfaces', 'vpc-main'),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
