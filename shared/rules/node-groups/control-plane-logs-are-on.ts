import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';

const logTypes = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'] as const;

export const controlPlaneLogsAreOn = defineRule({
  code: 'J8',
  name: 'control-plane-logs-are-on',
  aliases: ['control-plane-logging'],
  title: 'The control plane’s logs go to CloudWatch Logs',
  severity: 'low',
  profile: 'baseline',
  resourceType: 'cluster',
  why: 'They are the only record of who was refused, of why a load balancer could not be made, and of why a pod was not scheduled; what was not logged at the time cannot be looked up later.',
  how: 'Compares the types of logs that are on with those that are wanted.',
  fix: 'Turn on the missing types. EKS asks for up to five free addresses in each cluster subnet while it does (see B6).',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html'],

  parameters: z.strictObject({
    requiredLogTypes: z
      .array(z.enum(logTypes))
      .default([...logTypes])
      .describe('Types of control-plane logs that have to be on.'),
  }),

  messages: {
    off: (e: { cluster: string; missing: readonly string[] }) =>
      `${e.cluster} does not log ${e.missing.join(', ')} to CloudWatch Logs.`,
  },

  subjects: ({ cluster }) => [cluster],

  *evaluate({ id, loggingTypes }, { parameters: { requiredLogTypes }, violation, aws }) {
    const missing = requiredLogTypes.filter((type) => !loggingTypes.includes(type));
    if (missing.length === 0) return undefined;
    const logging = JSON.stringify({ clusterLogging: [{ types: missing, enabled: true }] });
    yield violation(
      'off',
      { cluster: id, missing, on: loggingTypes },
      {
        cause: { kind: 'control-plane-logs', resource: id },
        fix: {
          text: `Turn on ${missing.join(', ')}.`,
          command: aws`eks update-cluster-config --name ${id} --logging ${logging}`,
        },
      },
    );
    return undefined;
  },
});
