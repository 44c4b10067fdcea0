import type { Absence } from '../absences/absences.ts';
import { clusterId, type Finding, type Target, type Told, tellingOf } from '../findings/finding.ts';
import type { Claim } from '../findings/memory.ts';
import type { Due } from './due.ts';
import { duesOf } from './heard.ts';
import type { AnnouncePorts, Teller } from './ports.ts';
import { reasonOf } from './reason.ts';

/** A worker that tells one target. */
export interface Task {
  readonly target: Target;
  readonly teller: Teller;
  readonly ports: AnnouncePorts;
  /** ISO 8601: when others may take over. */
  readonly until: string;
  /** What is missing where the findings are. */
  readonly absences: readonly Absence[];
}

/** What became of the findings that a target was due. */
export interface Tale {
  readonly target: Target;
  /** Those that the target knows now, also because there was nothing to say, and those that it refuses. */
  readonly done: ReadonlySet<Finding>;
  /** How many of them something was said of. */
  readonly said: number;
  /** How many of them the target refuses. */
  readonly refused: number;
  /** Why the others are still due. */
  readonly failures: ReadonlyMap<Finding, string>;
  /** Why the target is not there at present: then what is not done is no failure. */
  readonly unavailable: string | undefined;
}

interface Ledger {
  readonly done: Set<Finding>;
  readonly failures: Map<Finding, string>;
  readonly refusals: Map<Finding, string>;
}

const atOnce = 25;
/** Kept with a finding. */
const mostReason = 500;

/** Claims findings that are due, tells them, and marks each as soon as it is told. One that fails holds up no other. */
export async function tell(findings: readonly Finding[], task: Task): Promise<Tale> {
  const { target } = task;
  const ledger: Ledger = { done: new Set(), failures: new Map(), refusals: new Map() };
  const claimed = await claim(findings, task, ledger);
  const dues = await duesOf(claimed, target, task.ports.memory).catch((error: unknown) => reasonOf(error));
  if (typeof dues === 'string') {
    for (const finding of claimed) ledger.failures.set(finding, dues);
    return { target, done: ledger.done, failures: ledger.failures, said: 0, refused: 0, unavailable: undefined };
  }
  const loud = new Set(dues.map(({ finding }) => finding));
  const silent = claimed.filter((finding) => !loud.has(finding));
  await inChunks(silent, async (finding) => {
    await mark(finding, task, ledger);
  });
  const unavailable = await say(dues, task, ledger);
  const said = [...loud].filter((finding) => ledger.done.has(finding)).length;
  await putAway(task, ledger);
  const refused = [...ledger.refusals.keys()].filter((finding) => ledger.done.has(finding)).length;
  return { target, done: ledger.done, failures: ledger.failures, said, refused, unavailable };
}

const claimOn = ({ version }: Finding, { target, until }: Task): Claim => ({ target, version, until });

/** Those of the findings that nobody else may tell now. */
async function claim(findings: readonly Finding[], task: Task, { failures }: Ledger): Promise<readonly Finding[]> {
  const { memory, now } = task.ports;
  const claimed = new Set<Finding>();
  await inChunks(findings, async (finding) => {
    try {
      const isMine = await memory.claim(finding.cluster, finding, claimOn(finding, task), now().toISOString());
      if (isMine) claimed.add(finding);
      else failures.set(finding, 'It changed, or another worker is telling it.');
    } catch (error) {
      failures.set(finding, reasonOf(error));
    }
  });
  return findings.filter((finding) => claimed.has(finding));
}

/** Marks the finding as told, and answers whether marks can be made at all. */
async function mark(
  finding: Finding,
  task: Task,
  { done, failures }: Ledger,
  told: Told = tellingOf(finding),
): Promise<boolean> {
  const { memory } = task.ports;
  try {
    const isMarked = await memory.told(finding.cluster, finding, claimOn(finding, task), told);
    if (isMarked) done.add(finding);
    else failures.set(finding, 'The claim on it was lost.');
    return true;
  } catch (error) {
    failures.set(finding, reasonOf(error));
    return false;
  }
}

/**
 * Why the target is not there at present, or undefined when it is. When marks cannot be made no more is said: all of it would have to
 * be said again.
 */
async function say(dues: readonly Due[], task: Task, ledger: Ledger): Promise<string | undefined> {
  const undecided = new Set(dues.map(({ finding }) => finding));
  let rest = 'The target did not say what became of it.';
  let unavailable: string | undefined;
  try {
    for await (const { due, ...became } of task.teller(dues, task.absences)) {
      undecided.delete(due.finding);
      if (became.outcome === 'failed') ledger.failures.set(due.finding, became.reason);
      else if (became.outcome === 'refused') ledger.refusals.set(due.finding, became.reason);
      else if (became.outcome === 'unavailable') unavailable = became.reason;
      else if (!(await mark(due.finding, task, ledger))) {
        rest = 'What was said before could not be marked.';
        break;
      }
    }
  } catch (error) {
    rest = reasonOf(error);
  }
  for (const finding of undecided) ledger.failures.set(finding, rest);
  return unavailable;
}

/** What the target refuses is put away, once for each reason and cluster, and marked with what the target heard before. */
async function putAway(task: Task, ledger: Ledger): Promise<void> {
  const { target, ports } = task;
  const refused = [...ledger.refusals].map(([finding, reason]) => ({ finding, reason, cluster: finding.cluster }));
  const alike = Map.groupBy(refused, ({ cluster, reason }) => `${clusterId(cluster)} ${reason}`);
  for (const [first, ...others] of alike.values()) {
    if (!first) continue;
    const { cluster, reason } = first;
    const findings = [first, ...others].map(({ finding }) => finding);
    const named = findings.map(({ code, resource }) => `${code} ${resource.id}`);
    try {
      await ports.putAway({ cluster, target, reason, findings: named });
      await inChunks(findings, async (finding) => {
        await mark(finding, task, ledger, refusedTelling(finding, target, reason));
      });
    } catch (error) {
      for (const finding of findings) ledger.failures.set(finding, `${reason} ${reasonOf(error)}`);
    }
  }
}

function refusedTelling({ version, severity, told }: Finding, target: Target, reason: string): Told {
  const before = told[target] ?? { state: 'resolved', severity, kinds: [] };
  return { ...before, version, refused: reason.slice(0, mostReason) };
}

async function inChunks<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  for (let index = 0; index < items.length; index += atOnce) {
    await Promise.all(items.slice(index, index + atOnce).map(run));
  }
}
