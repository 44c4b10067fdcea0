import { configVerdict } from '../../reports/config-evaluation.ts';
import { latest, withdrawal } from './answer-change.ts';
import { type ConfigResource, clusterType, configKey, resourcesOf } from './config-resource.ts';
import type { Answer, ConfigPorts, Evaluation } from './ports.ts';
import type { ScheduleQuestion } from './question.ts';
import {
  isAbout,
  isComplete,
  type RememberedCluster,
  rememberedCluster,
  standingOf,
  withFindings,
} from './standing.ts';

/** Sweeps are hourly: what none of a day's confirmed is not known. */
const staleMs = 24 * 3_600_000;

interface Scene {
  readonly ports: ConfigPorts;
  readonly question: ScheduleQuestion;
  readonly clusters: readonly RememberedCluster[];
  readonly since: string;
}

/** Puts what differs from what AWS Config was told last, from memory alone. */
export async function answerSchedule(ports: ConfigPorts, question: ScheduleQuestion): Promise<Answer> {
  const { rule, notifiedAt, interfaces } = question;
  const clusters: RememberedCluster[] = [];
  for (const cluster of await ports.memory.clusters(rule.account, rule.region)) {
    clusters.push(await withFindings(ports.memory, cluster));
  }
  const since = new Date(Date.parse(notifiedAt) - staleMs).toISOString();
  const put = new Map((await ports.configMemory.allPut(rule)).map((last) => [configKey(last.resource), last]));
  const scene: Scene = { ports, question, clusters, since };

  const evaluations: Evaluation[] = [];
  let undecided = 0;
  for (const resource of candidates(clusters, [...put.values()], interfaces)) {
    const next = await evaluationOf(scene, resource, put.get(configKey(resource)));
    if (next === undefined) undecided++;
    else evaluations.push(...next);
  }
  return { evaluations: await ofThisAccount(ports, evaluations, put), undecided };
}

/** Every cluster, what has a finding and what AWS Config was told of. */
function candidates(
  clusters: readonly RememberedCluster[],
  put: readonly Evaluation[],
  interfaces: boolean,
): readonly ConfigResource[] {
  const all = [
    ...clusters.map(({ key }) => ({ type: clusterType, id: key.cluster })),
    ...clusters.flatMap(({ open }) => open.flatMap((finding) => resourcesOf(finding, interfaces))),
    ...put.map(({ resource }) => resource),
  ];
  return [...new Map(all.map((resource) => [configKey(resource), resource])).values()];
}

/** What is to be put of a resource, nothing when that is what was put last; undefined when nothing can be said of it. */
async function evaluationOf(
  scene: Scene,
  resource: ConfigResource,
  last: Evaluation | undefined,
): Promise<readonly Evaluation[] | undefined> {
  const { question, clusters, since } = scene;
  const { notifiedAt, interfaces } = question;
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
  const { memory } = ports;
  const indexed = await memory.clustersUsing(question.rule.region, resource.id);
  const isIndexed = ({ key }: RememberedCluster) =>
    indexed.some(({ account, cluster }) => account === key.account && cluster === key.cluster);
  const here = clusters.filter(
    (cluster) => isIndexed(cluster) || cluster.open.some((finding) => isAbout(finding, resource, question.interfaces)),
  );
  const elsewhere = indexed.filter(({ account }) => account !== question.rule.account);
  return [...here, ...(await Promise.all(elsewhere.map((key) => rememberedCluster(memory, key))))];
}

/**
 * Without what another account owns, such as the subnets of a shared VPC, and what AWS Config does not record: what it has a
 * verdict on is this account's own, about the rest it is asked.
 */
async function ofThisAccount(
  { recorded }: ConfigPorts,
  evaluations: readonly Evaluation[],
  put: ReadonlyMap<string, Evaluation>,
): Promise<readonly Evaluation[]> {
  const isTold = (resource: ConfigResource) =>
    (put.get(configKey(resource))?.complianceType ?? 'NOT_APPLICABLE') !== 'NOT_APPLICABLE';
  const isSure = ({ resource }: Evaluation) => resource.type === clusterType || isTold(resource);
  const others = evaluations.filter((evaluation) => !isSure(evaluation)).map(({ resource }) => resource);
  const found = new Set((others.length === 0 ? [] : await recorded(others)).map(configKey));
  return evaluations.filter((evaluation) => isSure(evaluation) || found.has(configKey(evaluation.resource)));
}
