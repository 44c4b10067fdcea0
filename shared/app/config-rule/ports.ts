import type { ConfigVerdict } from '../../reports/config-evaluation.ts';
import type { ClusterKey } from '../findings/finding.ts';
import type { Memory } from '../findings/memory.ts';
import type { ConfigResource } from './config-resource.ts';
import type { ConfigRule } from './question.ts';

/** What AWS Config is told of one resource. */
export interface Evaluation extends ConfigVerdict {
  readonly resource: ConfigResource;
  /** By which AWS Config orders what it is told of a resource. ISO 8601 with milliseconds, in UTC. */
  readonly orderedAt: string;
}

/** Remembers what AWS Config was told, by rule and resource. */
export interface ConfigMemory {
  readonly lastPut: (rule: ConfigRule, resource: ConfigResource) => Promise<Evaluation | undefined>;
  readonly allPut: (rule: ConfigRule) => Promise<readonly Evaluation[]>;
  /** One ordered no earlier than what is remembered replaces it; others are left out. */
  readonly markPut: (rule: ConfigRule, evaluations: readonly Evaluation[]) => Promise<void>;
}

export interface ResultToken {
  readonly resultToken: string;
  readonly testMode: boolean;
}

export interface ConfigPorts {
  readonly memory: Pick<Memory, 'cluster' | 'clusters' | 'findings' | 'uses' | 'clustersUsing'>;
  readonly configMemory: ConfigMemory;
  /** Reads and judges clusters now, and remembers what it saw. */
  readonly checkClusters: (clusters: readonly ClusterKey[]) => Promise<unknown>;
  /** How long after a change reads may still show what was before. */
  readonly settleMs: number;
  /** Those of the resources that AWS Config records in this account and Region. */
  readonly recorded: (resources: readonly ConfigResource[]) => Promise<readonly ConfigResource[]>;
  /** Throws when AWS Config did not take every one. */
  readonly put: (token: ResultToken, evaluations: readonly Evaluation[]) => Promise<void>;
}

/** What came of an invocation. */
export interface Answer {
  readonly evaluations: readonly Evaluation[];
  /** Resources of which nothing can be said, because something about them could not be read. */
  readonly undecided: number;
  /** Why the question was not for us. */
  readonly ignored?: string;
}
