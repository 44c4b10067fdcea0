import { configVerdict, notApplicable } from '../../reports/config-evaluation.ts';
import type { ClusterKey } from '../findings/finding.ts';
import { type ConfigResource, clusterType, interfaceType } from './config-resource.ts';
import type { Answer, ConfigPorts, Evaluation } from './ports.ts';
import type { ChangeQuestion } from './question.ts';
import { type RememberedCluster, rememberedCluster, standingOf } from './standing.ts';

const nothing: Answer = { evaluations: [], undecided: 0 };

/** Answers for the one resource that changed: from memory where it is later than the change, else after a look at its clusters. */
export async function answerChange(ports: ConfigPorts, question: ChangeQuestion): Promise<Answer> {
  const { resource, rule, capturedAt, state, interfaces } = question;
  if (question.account !== rule.account || question.region !== rule.region) {
    return { ...nothing, ignored: `The item is of account ${question.account} in ${question.region}.` };
  }
  if (state !== 'in-scope') return withdrawn(ports, question);
  // Memory does not know which clusters use an interface: what is wrong with one is put on schedule.
  if (resource.type === interfaceType) return nothing;
  const keys = await clustersOf(ports, rule.region, question.account, resource);
  if (keys.length === 0) return withdrawn(ports, question);
  const clusters = await upToDate(ports, keys, question);
  const verdict = configVerdict(
    clusters.map((cluster) => standingOf(cluster, resource, { interfaces, since: capturedAt })),
  );
  if (verdict === undefined) return { ...nothing, undecided: 1 };
  if (verdict.complianceType === 'NOT_APPLICABLE') return withdrawn(ports, question);
  const observed = clusters.flatMap(({ memory }) => (memory ? [memory.observedAt] : []));
  return { ...nothing, evaluations: [{ resource, ...verdict, orderedAt: latest(capturedAt, ...observed) }] };
}

/** The last of some times as `Date.toISOString` writes them. */
export const latest = (first: string, ...others: readonly string[]): string =>
  others.reduce((last, time) => (time > last ? time : last), first);

/** Takes back what AWS Config was told of the resource, if it was told anything. */
async function withdrawn(ports: ConfigPorts, question: ChangeQuestion): Promise<Answer> {
  const { rule, resource, capturedAt, state } = question;
  const last = await ports.configMemory.lastPut(rule, resource);
  if (last === undefined) return nothing;
  // AWS uses no id twice: what is deleted stays so, however late that is heard of. A cluster's name may be used again.
  const isFinal = state === 'deleted' && resource.type !== clusterType;
  return { ...nothing, evaluations: withdrawal(last, isFinal ? latest(capturedAt, last.orderedAt) : capturedAt) };
}

/** What takes back the last evaluation of a resource; nothing where that did so already or is later. */
export function withdrawal({ resource, complianceType, orderedAt }: Evaluation, now: string): readonly Evaluation[] {
  if (complianceType === 'NOT_APPLICABLE' || orderedAt > now) return [];
  return [{ resource, ...notApplicable, orderedAt: now }];
}

async function clustersOf(
  { memory }: ConfigPorts,
  region: string,
  account: string,
  { type, id }: ConfigResource,
): Promise<readonly ClusterKey[]> {
  return type === clusterType ? [{ account, region, cluster: id }] : memory.clustersUsing(region, id);
}

async function upToDate(
  { memory, checkClusters, settleMs }: ConfigPorts,
  keys: readonly ClusterKey[],
  { capturedAt, interfaces }: ChangeQuestion,
): Promise<readonly RememberedCluster[]> {
  const read = () => Promise.all(keys.map((key) => rememberedCluster(memory, key, interfaces)));
  const settled = new Date(Date.parse(capturedAt) + settleMs).toISOString();
  const clusters = await read();
  if (clusters.every((cluster) => cluster.memory !== undefined && cluster.memory.observedAt > settled)) return clusters;
  await checkClusters(keys);
  return read();
}
