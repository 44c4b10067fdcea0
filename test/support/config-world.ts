import { configMemoryInMemory } from '../../shared/app/config-rule/in-memory.ts';
import type { ConfigPorts, Evaluation, ResultToken } from '../../shared/app/config-rule/ports.ts';
import type { ChangeQuestion, ScheduleQuestion } from '../../shared/app/config-rule/question.ts';
import type { ClusterKey } from '../../shared/app/findings/finding.ts';
import { inMemory } from '../../shared/app/findings/in-memory.ts';
import { observedGone } from '../../shared/app/findings/observation.ts';
import { remember } from '../../shared/app/findings/remember.ts';
import type { Verdict } from '../../shared/engine/verdict.ts';

export const account = '111122223333';
export const region = 'eu-central-1';

/** `2026-11-21T12:00:00.000Z` and so many minutes. */
export const at = (minutes: number): string => new Date(Date.UTC(2026, 10, 21, 12, minutes)).toISOString();

const rule = { account, region, id: 'config-rule-abc123' };
const invocation = { rule, resultToken: 'token', testMode: false, interfaces: false };

/** AWS Config saw a subnet change at noon. */
export const aChange = (overrides: Partial<ChangeQuestion> = {}): ChangeQuestion => ({
  ...invocation,
  kind: 'change',
  resource: { type: 'AWS::EC2::Subnet', id: 'subnet-a' },
  account,
  region,
  capturedAt: at(0),
  state: 'in-scope',
  ...overrides,
});

export const aSchedule = (overrides: Partial<ScheduleQuestion> = {}): ScheduleQuestion => ({
  ...invocation,
  kind: 'schedule',
  notifiedAt: at(0),
  ...overrides,
});

interface Seen {
  readonly account?: string;
  readonly cluster?: string;
  readonly at?: string;
  readonly verdicts?: readonly Verdict[];
  readonly uses?: readonly string[];
  readonly graceMinutes?: ReadonlyMap<string, number>;
}

/** A memory, an AWS Config that takes everything and records every resource, and a look at clusters that shows what is laid ready. */
export function configWorld() {
  const memory = inMemory(() => new Date(at(0)));
  const configMemory = configMemoryInMemory();
  const puts: { readonly token: ResultToken; readonly evaluations: readonly Evaluation[] }[] = [];
  const checked: string[][] = [];
  const hidden = new Set<string>();
  let next: readonly Seen[] = [];
  const keyOf = (cluster: string): ClusterKey => ({ account, region, cluster });

  const observe = async ({
    account: owner = account,
    cluster = 'demo',
    at: observedAt = at(-5),
    verdicts = [],
    uses = ['subnet-a'],
    graceMinutes = new Map(),
  }: Seen) => {
    const rules = new Map(verdicts.map(({ code }) => [code, `Title of ${code}`]));
    const observation = {
      cluster: { ...keyOf(cluster), account: owner },
      observedAt,
      verdicts,
      rules,
      graceMinutes,
      settings: 's1',
      uses,
      gone: false,
    };
    return remember(memory, observation);
  };
  const ports: ConfigPorts = {
    memory,
    configMemory,
    checkClusters: async (clusters) => {
      checked.push(clusters.map(({ cluster }) => cluster));
      for (const seen of next) await observe(seen);
    },
    settleMs: 60_000,
    recorded: async (resources) => resources.filter(({ id }) => !hidden.has(id)),
    put: async (token, evaluations) => {
      puts.push({ token, evaluations });
    },
  };
  return {
    ports,
    memory,
    configMemory,
    /** What AWS Config was told, in order. */
    puts,
    /** The clusters of each look. */
    checked,
    /** Ids of resources that AWS Config does not record here. */
    hidden,
    observe,
    /** What the next looks at clusters show. */
    ready: (...seen: readonly Seen[]) => {
      next = seen;
    },
    deleted: async (cluster: string, observedAt: string) => {
      const known = await memory.cluster(keyOf(cluster));
      if (known) await remember(memory, observedGone(known, observedAt));
    },
    /** AWS Config holds this of a resource. */
    told: (evaluation: Pick<Evaluation, 'resource'> & Partial<Evaluation>) =>
      configMemory.markPut(rule, [
        { complianceType: 'COMPLIANT', annotation: 'Said before.', orderedAt: at(-60), ...evaluation },
      ]),
  };
}
