import type { ConfigResource } from './config-resource.ts';

/** One rule of AWS Config: made again under the same name it has another id, and knows nothing of what was put before. */
export interface ConfigRule {
  readonly account: string;
  readonly region: string;
  /** For example `config-rule-abc123`. */
  readonly id: string;
}

interface Invocation {
  readonly rule: ConfigRule;
  readonly resultToken: string;
  /** AWS Config only checks what it is sent, and records nothing. */
  readonly testMode: boolean;
  /** Network interfaces answer for themselves, not their cluster for them. */
  readonly interfaces: boolean;
}

/** AWS Config saw a resource change. All that is used of its item is who and when: facts come from AWS itself. */
export interface ChangeQuestion extends Invocation {
  readonly kind: 'change';
  readonly resource: ConfigResource;
  /** Account and Region that the item names. */
  readonly account: string;
  readonly region: string;
  /** ISO 8601 with milliseconds, in UTC. */
  readonly capturedAt: string;
  readonly state: 'in-scope' | 'out-of-scope' | 'deleted';
}

/** AWS Config asks for everything, as once a day. */
export interface ScheduleQuestion extends Invocation {
  readonly kind: 'schedule';
  readonly notifiedAt: string;
}

export type ConfigQuestion = ChangeQuestion | ScheduleQuestion;
