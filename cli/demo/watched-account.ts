import { absencesInMemory } from '../../shared/app/absences/in-memory.ts';
import { announce } from '../../shared/app/announce/announce.ts';
import { topicTeller } from '../../shared/app/announce/tell-topic.ts';
import { clusterNames } from '../../shared/app/check-account.ts';
import { readAndRemember } from '../../shared/app/check-clusters/read-and-remember.ts';
import { inMemory } from '../../shared/app/findings/in-memory.ts';
import { ruleBook } from '../../shared/app/rule-book.ts';
import type { Snapshot } from '../../shared/model/snapshot/snapshot.ts';
import type { ChatMessage } from '../../shared/reports/chat-message.ts';
import { findRule, rules } from '../../shared/rules/index.ts';
import { version } from '../version.ts';

const settleMs = 60_000;

/**
 * The service as it is deployed, with a memory that lasts as long as the process: what it is shown it judges, remembers and tells.
 * Returns what it would publish.
 */
export function watchedAccount(): (snapshot: Snapshot) => Promise<readonly ChatMessage[]> {
  let now = new Date(0);
  const memory = inMemory(() => now);
  const absences = absencesInMemory();
  const book = ruleBook(rules, {}, version);
  return async (snapshot) => {
    now = new Date(snapshot.observedAt);
    const { account, region } = snapshot;
    const clusters = clusterNames(snapshot);
    const published: ChatMessage[] = [];
    const publish = async (message: ChatMessage) => {
      published.push(message);
    };
    const ports = { memory, collect: async () => snapshot, announce: async () => {}, ruleBook: book, settleMs };
    const { failed } = await readAndRemember(clusters, { account, region }, ports);
    for (const error of failed.values()) throw error;
    const tellers = { sns: topicTeller(publish, { helpOf: findRule }) };
    await announce(
      { memory, tellers, absences, putAway: async () => {}, now: () => now },
      { account, region, clusters: [...clusters] },
    );
    return published;
  };
}
