import type { ClusterKey } from '../../../shared/app/findings/finding.ts';
import { findingId } from '../../../shared/app/findings/finding.ts';
import type { Memory } from '../../../shared/app/findings/memory.ts';
import type { Arrival } from '../fault-proxy.ts';

/** What a run came to, without what differs from run to run: times and versions. */
export interface Outcome {
  readonly clusters: readonly object[];
  readonly findings: readonly object[];
  readonly uses: readonly (readonly string[])[];
  /** What Security Hub holds of the findings that it was told, by id. */
  readonly hub: Readonly<Record<string, object>>;
  /** What people were told, each message once, sorted. */
  readonly heard: readonly string[];
}

/** `made`: the calls that AWS answered. */
export async function outcomeOf(
  memory: Memory,
  keys: readonly ClusterKey[],
  made: readonly Arrival[],
): Promise<Outcome> {
  const clusters = await Promise.all(keys.map((key) => memory.cluster(key)));
  const findings = (await Promise.all(keys.map((key) => memory.findings(key)))).flat();
  return {
    clusters: clusters.map((cluster) => {
      if (!cluster) return {};
      const { observedAt: _, changedAt: __, version: ___, wakeAt: ____, ...rest } = cluster;
      return rest;
    }),
    findings: findings
      .map(({ cluster, code, resource, state, severity, kinds, told, unmarked }) => ({
        id: `${cluster.cluster} ${findingId({ code, resource })}`,
        state,
        severity,
        kinds,
        told: Object.entries(told).map(([target, { version: _, ...rest }]) => ({ target, ...rest })),
        unmarked,
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    uses: await Promise.all(keys.map((key) => memory.uses(key))),
    hub: hubAfter(made),
    heard: [...messagesIn(made).values()].map(({ text }) => text).sort(),
  };
}

interface Imported {
  readonly Findings: readonly {
    readonly Id: string;
    readonly Compliance: { readonly Status: string };
    readonly RecordState: string;
  }[];
}

function hubAfter(made: readonly Arrival[]): Outcome['hub'] {
  const findings = made
    .filter(({ action }) => action === 'securityhub:BatchImportFindings')
    .flatMap(({ body }) => (JSON.parse(body) as Imported).Findings);
  return Object.fromEntries(
    findings.map(({ Id, Compliance: { Status }, RecordState }) => [Id, { Status, RecordState }]),
  );
}

/** The messages that were published, by id, with how often. */
export function messagesIn(made: readonly Arrival[]): ReadonlyMap<string, { readonly text: string; times: number }> {
  const messages = new Map<string, { readonly text: string; times: number }>();
  for (const { action, body } of made) {
    if (action !== 'sns:Publish') continue;
    const { id, content, metadata } = JSON.parse(new URLSearchParams(body).get('Message') ?? '') as {
      readonly id: string;
      readonly content: { readonly title: string };
      readonly metadata: { readonly threadId: string };
    };
    const text = `${metadata.threadId.slice(0, 8)} ${content.title}`;
    const known = messages.get(id);
    messages.set(id, { text, times: (known?.times ?? 0) + 1 });
  }
  return messages;
}
