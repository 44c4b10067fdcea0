import { absencesInMemory } from '../../shared/app/absences/in-memory.ts';
import { type Announced, announce } from '../../shared/app/announce/announce.ts';
import type { AnnouncePorts, ImportFindings, Publish, Refused } from '../../shared/app/announce/ports.ts';
import { absenceTeller } from '../../shared/app/announce/tell-absences.ts';
import { securityHubTeller } from '../../shared/app/announce/tell-security-hub.ts';
import { topicTeller } from '../../shared/app/announce/tell-topic.ts';
import { bulletinsInMemory } from '../../shared/app/bulletins/in-memory.ts';
import type { ClusterKey } from '../../shared/app/findings/finding.ts';
import { inMemory } from '../../shared/app/findings/in-memory.ts';
import type { Observation } from '../../shared/app/findings/observation.ts';
import { remember } from '../../shared/app/findings/remember.ts';
import type { AsffFinding } from '../../shared/reports/asff.ts';
import type { ChatMessage } from '../../shared/reports/chat-message.ts';
import { ruleHelp } from './finding-builders.ts';
import { anObservation, demoCluster } from './observation-builders.ts';

const start = Date.UTC(2026, 10, 21, 9);
const claimMs = 60_000;

/** A service with an embedded memory, whose clock moves when it is told to, and whose targets keep what they hear. */
export class AnnounceWorld {
  readonly memory = inMemory(() => this.now());
  readonly published: ChatMessage[] = [];
  readonly imported: AsffFinding[] = [];
  readonly putAway: Refused[] = [];
  readonly absences = absencesInMemory();
  readonly bulletins = bulletinsInMemory();
  /** May be replaced. */
  publish: Publish = async (message) => {
    this.published.push(message);
  };
  importFindings: ImportFindings = this.#importAll.bind(this);
  /** The ports of the next announcement, changed. */
  refit: (ports: AnnouncePorts) => AnnouncePorts = (ports) => ports;
  #elapsedMs = 0;

  now(): Date {
    return new Date(start + this.#elapsedMs);
  }

  pass(minutes: number): void {
    this.#elapsedMs += minutes * 60_000;
  }

  /** What is seen of a cluster a minute later, remembered. */
  async observe(verdicts: Observation['verdicts'], overrides: Partial<Observation> = {}): Promise<void> {
    this.pass(1);
    await remember(this.memory, anObservation({ observedAt: this.now().toISOString(), verdicts, ...overrides }));
  }

  async announce(
    clusters: readonly string[] = [demoCluster.cluster],
    { refused }: { readonly refused?: true } = {},
  ): Promise<Announced> {
    const helpOf = () => ruleHelp;
    const publish: Publish = (message) => this.publish(message);
    const now = () => this.now();
    const ports: AnnouncePorts = {
      memory: this.memory,
      tellers: {
        'security-hub': securityHubTeller((findings) => this.importFindings(findings), helpOf),
        sns: topicTeller(publish, { helpOf }),
      },
      absences: this.absences,
      tellAbsences: absenceTeller({ bulletins: this.bulletins, publish, now }, { helpOf }),
      putAway: async (refusal) => void this.putAway.push(refusal),
      now,
    };
    return announce(
      this.refit(ports),
      { ...demoCluster, clusters: [...clusters], ...(refused ? { refused } : {}) },
      claimMs,
    );
  }

  /** What was published since it was last asked: the state with the title. */
  heard(): readonly string[] {
    return this.published
      .splice(0)
      .map(({ attributes, notification }) => `${attributes.state}: ${notification.content.title}`);
  }

  /** What was imported since it was last asked: rule, resource and status. */
  received(): readonly string[] {
    return this.imported
      .splice(0)
      .map(({ Id, Compliance, RecordState }) =>
        [Id.split('/').slice(2).join('/'), Compliance.Status, ...(RecordState === 'ARCHIVED' ? ['archived'] : [])].join(
          ' ',
        ),
      );
  }

  async isPending(key: ClusterKey = demoCluster): Promise<boolean | undefined> {
    return (await this.memory.cluster(key))?.pending;
  }

  async *#importAll(findings: readonly AsffFinding[]): ReturnType<ImportFindings> {
    for (const finding of findings) {
      this.imported.push(finding);
      yield { id: finding.Id, outcome: 'told' };
    }
  }
}
