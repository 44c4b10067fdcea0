import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { causeOfIssue, fixOfIssue } from '../health-issues.ts';

const failed = new Set(['DEGRADED', 'CREATE_FAILED', 'DELETE_FAILED']);

export const nodeGroupsAreHealthy = defineRule({
  code: 'J4',
  name: 'node-groups-are-healthy',
  aliases: ['nodegroup-health'],
  title: 'EKS reports every node group as healthy',
  severity: 'high',
  profile: 'baseline',
  resourceType: 'node-group',
  why: 'EKS cannot launch, update or replace nodes of a group with an issue; the cluster is left with the nodes that it has.',
  how: 'Reads the status of each managed node group (DEGRADED, CREATE_FAILED, DELETE_FAILED) and the issues that EKS reports for it. Issues may linger for some minutes after what they name was mended. Groups that are being deleted are left out.',
  fix: 'Mend what the issue names. A group that could not be created has to be deleted and made anew.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/APIReference/API_Issue.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/troubleshooting.html',
  ],
  graceMinutes: 15,

  parameters: z.strictObject({}),

  messages: {
    issue: (e: { nodeGroup: string; issue: string; says: string; resources: readonly string[] }) =>
      `EKS reports ${e.issue} for ${e.nodeGroup}${e.resources.length > 0 ? ` (${e.resources.join(', ')})` : ''}${e.says ? `: ${e.says}` : '.'}`,
    status: (e: { nodeGroup: string; status: string }) => `${e.nodeGroup} is ${e.status}.`,
  },

  subjects: (view) => view.nodeGroups.entries(),

  *evaluate(group, { violation, notApplicable, each }) {
    yield* each([group], function* ({ id, status, healthIssues }) {
      if (status === 'DELETING') return;
      for (const issue of healthIssues) {
        const { code, message = '', resourceIds } = issue;
        yield violation(
          'issue',
          { nodeGroup: id, issue: code, says: message, resources: resourceIds, status },
          { cause: causeOfIssue(id, issue), fix: fixOfIssue(id, issue) },
        );
      }
      if (!failed.has(status) || healthIssues.length > 0) return;
      yield violation(
        'status',
        { nodeGroup: id, status },
        {
          cause: { kind: 'node-group-status', resource: id },
          fix: {
            text:
              status === 'CREATE_FAILED'
                ? `Delete ${id} and create it anew.`
                : `See what Auto Scaling reports for the group of ${id}, and update it.`,
          },
        },
      );
    });
    return group.status === 'DELETING' ? notApplicable('The group is being deleted.') : undefined;
  },
});
