import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { useOfBlock } from '../../model/block-age.ts';
import { undecidable } from '../../model/snapshot/known.ts';
import { NotObserved } from '../../model/view/reveal.ts';

export const newBlocksAreRecognised = defineRule({
  code: 'I8',
  name: 'new-blocks-are-recognised',
  aliases: ['secondary-cidr-reconciliation'],
  title: 'The control plane has had time to recognise every secondary block of the VPC',
  severity: 'informational',
  profile: 'baseline',
  resourceType: 'vpc',
  why: 'Nodes can use a new block at once, but it takes EKS up to an hour to recognise it: until then `kubectl logs`, `exec`, `attach`, `cp` and `port-forward` fail for nodes and pods in the block, and so do webhooks that run there.',
  how: 'AWS does not tell when a block was associated with a VPC. What tells is a node or a pod interface in the block that is older than the hour: by the tag that the VPC CNI sets, or the launch of its instance. Where all are younger, or none tells its age, the rule cannot know; where there are none, nothing is concerned.',
  fix: 'Wait an hour after associating a block before judging what runs in it.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html'],

  parameters: z.strictObject({
    reconciliationMinutes: z
      .int()
      .min(0)
      .default(60)
      .describe('Minutes after which the control plane has recognised a new block.'),
  }),

  messages: {},

  subjects: ({ account, cluster }) => [account.vpcs.find(cluster.vpcId)].filter((vpc) => vpc !== undefined),

  *evaluate({ id, cidrs }, { view, parameters: { reconciliationMinutes }, notApplicable, each }) {
    if (cidrs.length < 2) return notApplicable('The VPC has only its primary block.');
    const recognised = Date.parse(view.account.observedAt) - reconciliationMinutes * 60_000;
    // AWS lists the primary block first.
    yield* each([...cidrs.keys()].slice(1), (index) => {
      const block = cidrs[index] ?? '';
      const { interfaces, since } = useOfBlock(view, block);
      if (interfaces === 0 || (since !== undefined && Date.parse(since) <= recognised)) return [];
      const reason = `AWS does not tell when ${block} was associated, and nothing in it is known to be older than ${reconciliationMinutes} minutes; until then the control plane may not reach nodes and pods there`;
      throw new NotObserved('vpcs.cidrs', id, undecidable(reason));
    });
    return undefined;
  },
});
