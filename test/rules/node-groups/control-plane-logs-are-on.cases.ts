import { controlPlaneLogsAreOn } from '../../../shared/rules/node-groups/control-plane-logs-are-on.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot } from '../../support/snapshot-builders.ts';

export default {
  rule: controlPlaneLogsAreOn,
  cases: [
    { name: 'every type is on', given: aSnapshot(), expect: 'compliant' },
    {
      name: 'the audit log is off',
      given: aSnapshot({ cluster: { loggingTypes: ['api', 'authenticator', 'controllerManager', 'scheduler'] } }),
      expect: ['demo does not log audit to CloudWatch Logs.'],
      severity: 'low',
    },
    {
      name: 'nothing is logged',
      given: aSnapshot({ cluster: { loggingTypes: [] } }),
      expect: ['demo does not log api, audit, authenticator, controllerManager, scheduler to CloudWatch Logs.'],
    },
    {
      name: 'only the audit log is wanted',
      given: aSnapshot({ cluster: { loggingTypes: ['audit'] } }),
      parameters: { requiredLogTypes: ['audit'] },
      expect: 'compliant',
    },
    {
      name: 'nothing is wanted',
      given: aSnapshot({ cluster: { loggingTypes: [] } }),
      parameters: { requiredLogTypes: [] },
      expect: 'compliant',
    },
    {
      name: 'the types are not known',
      given: aSnapshot({
        cluster: { loggingTypes: { observed: false, kind: 'undecidable', reason: 'known after apply' } },
      }),
      expect: 'indeterminate',
    },
  ],
} satisfies RuleCases;
