import { type AsffFinding, asff } from '../../reports/asff.ts';
import type { RuleHelp } from '../../reports/remembered-finding.ts';
import type { Due } from './due.ts';
import { securityHubId } from './identity.ts';
import type { ImportFindings, Teller } from './ports.ts';

/** Tells Security Hub: one finding for each of ours. */
export const securityHubTeller = (
  importFindings: ImportFindings,
  helpOf: (code: string) => RuleHelp | undefined,
): Teller =>
  async function* (dues) {
    const byId = new Map<string, Due>();
    const findings: AsffFinding[] = [];
    for (const due of dues) {
      const id = securityHubId(due.finding);
      byId.set(id, due);
      findings.push(asff(due.finding, { id, help: helpOf(due.finding.code) }));
    }
    for await (const { id, ...outcome } of importFindings(findings)) {
      const due = byId.get(id);
      if (due) yield { due, ...outcome };
    }
  };
