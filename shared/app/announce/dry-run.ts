import type { AsffFinding } from '../../reports/asff.ts';
import type { ChatMessage } from '../../reports/chat-message.ts';
import type { Absences } from '../absences/absences.ts';
import type { AnnouncePorts, ImportFindings, Publish } from './ports.ts';

/** Memory in which nothing is claimed, marked or settled. */
export const unmarked = (memory: AnnouncePorts['memory']): AnnouncePorts['memory'] => ({
  cluster: (key) => memory.cluster(key),
  findings: (key) => memory.findings(key),
  claim: async () => true,
  told: async () => true,
  settle: async () => true,
});

/** Absences of which nothing is known and nothing is kept. */
export const unnoted: Absences = {
  at: async () => [],
  missed: async (_, what, reason, now) => ({ what, reason, since: now, triedAt: now }),
  found: async () => {},
};

/** Says what would be imported, in place of Security Hub. */
export const importNothing = (log: (finding: AsffFinding) => void): ImportFindings =>
  async function* (findings) {
    for (const finding of findings) {
      log(finding);
      yield { id: finding.Id, outcome: 'told' };
    }
  };

/** Says what would be published, in place of the topic. */
export const publishNothing =
  (log: (message: ChatMessage) => void): Publish =>
  async (message) =>
    log(message);
