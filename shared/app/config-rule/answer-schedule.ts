import { configVerdict } from '../../reports/config-evaluation.ts';
import { clusterId } from '../findings/finding.ts';
import { latest, withdrawal } from './answer-change.ts';
import { type ConfigResource, clusterType, configKey, resourceNamed } from './config-resource.ts';
import type { Answer, ConfigPorts, Evaluation } from './ports.ts';
import type { ScheduleQuestion } from './question.ts';
import { isComplete, type RememberedCluster, rememberedCluster, standingOf, withFindings } from './standing.ts';

/** Sweeps are hourly: what none of a day's confirmed is not known. */
const staleMs = 24 * 3_600_000;

interface Scene {
  readonly ports: ConfigPorts;
  readonly question: ScheduleQuestion;
  readonly clusters: readonly RememberedCluster[];
  readonly since: string;
  /** What AWS Config was told last, by `configKey`. */
  readonly told: ReadonlyMap<string, Evaluation>;
}

/** Puts what differs from what AWS Config was told last, from memory alone. */
export async function answerSchedule(ports: ConfigPorts, question: ScheduleQuestion): Promise<Answer> {
  const { rule, notifiedAt, interfaces } = question;
  const { memory, configMemory } = ports;
  const known = await memory.clusters(rule.account, rule.region);
  const clusters = await inTurns(known, (cluster) => withFindings(memory, cluster, interfaces));
  const since = new Date(Date.parse(notifiedAt) - staleMs).toISOString();
  const told = new Map((await configMemory.allPut(rule)).map((last) => [configKey(last.resource), last]));
  const scene: Scene = { ports, question, clusters, since, told };

  const answers = await inTurns(await candidates(scene), async (resource) => ({
    resource,
    next: await evaluationOf(scene, resource),
  }));
  return {
    evaluations: await ofThisAccount(
      scene,
      answers.flatMap(({ next = [] }) => next),
    ),
    undecided: answers.filter(({ resource, next }) => next === undefined && isOurs(scene, resource)).length,
  };
}

const together = 10;

/** The answers in order, ten questions at a time. */
async function inTurns<T, A>(items: readonly T[], ask: (item: T) => Promise<A>): Promise<readonly A[]> {
  const answers: A[] = [];
  for (let start = 0; start < items.length; start += together) {
    answers.push(...(await Promise.all(items.slice(start, start + together).map(ask))));
  }
  return answers;
}

/** Every cluster, what has a finding, what is used and what AWS Config was told of. */
async function candidates({ ports, clusters, told }: Scene): Promise<readonly ConfigResource[]> {
  const uses = await inTurns(clusters, ({ key }) => ports.memory.uses(key));
  const all = [
    ...clusters.map(({ key }) => ({ type: clusterType, id: key.cluster })),
    ...clusters.flatMap(({ open }) => [...open.values()].map(({ resource }) => resource)),
    ...uses.flat().flatMap((id) => resourceNamed(id) ?? []),
    ...[...told.values()].map(({ resource }) => resource),
  ];
  return [...new Map(all.map((resource) => [configKey(resource), resource])).values()];
}

/** What is to be put of a resource, nothing when that is what was put last; undefined when nothing can be said of it. */
async function evaluationOf(scene: Scene, resource: ConfigResource): Promise<readonly Evaluation[] | undefined> {
  const { question, clusters, since, told } = scene;
  const { notifiedAt, interfaces } = question;
  const last = told.get(configKey(resource));
  const users = await usersOf(scene, resource);
  if (users.length === 0 && last?.complianceType === 'NOT_APPLICABLE') return [];
  if (users.length === 0 && !clusters.every((cluster) => isComplete(cluster, since))) return undefined;
  const verdict = configVerdict(users.map((cluster) => standingOf(cluster, resource, { interfaces, since })));
  if (verdict === undefined) return undefined;
  const orderedAt = latest(notifiedAt, ...users.flatMap(({ memory }) => (memory ? [memory.observedAt] : [])));
  if (verdict.complianceType === 'NOT_APPLICABLE') return last === undefined ? [] : withdrawal(last, orderedAt);
  const isKnown = last?.complianceType === verdict.complianceType && last.annotation === verdict.annotation;
  return isKnown || (last !== undefined && last.orderedAt > orderedAt) ? [] : [{ resource, ...verdict, orderedAt }];
}

async function usersOf(
  { ports, question, clusters }: Scene,
  resource: ConfigResource,
): Promise<readonly RememberedCluster[]> {
  if (resource.type === clusterType) return clusters.filter(({ key }) => key.cluster === resource.id);
  const { rule, interfaces } = question;
  const indexed = await ports.memory.clustersUsing(rule.region, resource.id);
  const ids = new Set(indexed.map(clusterId));
  const here = clusters.filter(({ key, open }) => ids.has(clusterId(key)) || open.has(configKey(resource)));
  const elsewhere = indexed.filter(({ account }) => account !== rule.account);
  return [...here, ...(await inTurns(elsewhere, (key) => rememberedCluster(ports.memory, key, interfaces)))];
}

/** A cluster of memory, or something that AWS Config holds a verdict of: certainly this account's. */
function isOurs({ told }: Scene, resource: ConfigResource): boolean {
  const last = told.get(configKey(resource))?.complianceType ?? 'NOT_APPLICABLE';
  return resource.type === clusterType || last !== 'NOT_APPLICABLE';
}

/** Without what another account owns, such as the subnets of a shared VPC, and what AWS Config does not record: it is asked. */
async function ofThisAccount(scene: Scene, evaluations: readonly Evaluation[]): Promise<readonly Evaluation[]> {
  const others = evaluations.map(({ resource }) => resource).filter((resource) => !isOurs(scene, resource));
  const found = new Set((others.length === 0 ? [] : await scene.ports.recorded(others)).map(configKey));
  return evaluations.filter(({ resource }) => isOurs(scene, resource) || found.has(configKey(resource)));
}
