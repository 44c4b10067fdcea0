import fc from 'fast-check';
import type { Memory } from '../../shared/app/findings/memory.ts';
import type { Observation } from '../../shared/app/findings/observation.ts';
import { type Remembered, remember } from '../../shared/app/findings/remember.ts';
import { anObservation, type Letter, minute, verdictOn } from './observation-builders.ts';

export const subnets = ['subnet-a', 'subnet-b', 'subnet-c', 'subnet-d', 'subnet-e'] as const;

/** One observation of cluster `demo`: a letter for each subnet, `-` for one that is not there. */
export interface Sight {
  readonly letters: readonly (Letter | '-')[];
  /** Which subnets there are could not be read, so one that is not seen may still be there. */
  readonly isBlind: boolean;
  readonly createdAt: string | undefined;
  readonly settings: string;
  readonly gone: boolean;
}

const mostly = <T>(usual: T, ...rare: T[]) =>
  fc.oneof({ arbitrary: fc.constant(usual), weight: 6 }, fc.constantFrom(...rare));

export const aSight: fc.Arbitrary<Sight> = fc.record({
  letters: fc.array(fc.constantFrom<Letter | '-'>('f', 'o', 'm', 'p', 'n', 'i', '-'), { minLength: 5, maxLength: 5 }),
  isBlind: mostly(false, true),
  createdAt: mostly<string | undefined>('2026-01-01T00:00:00.000Z', '2026-06-01T00:00:00.000Z', undefined),
  settings: mostly('settings-1', 'settings-2'),
  gone: mostly(false, true),
});

/** What a worker would commit that began to read so many minutes after nine. */
export function observationOf({ letters, isBlind, createdAt, settings, gone }: Sight, minutes: number): Observation {
  const verdicts = letters.flatMap((letter, index) =>
    letter === '-' ? [] : [verdictOn(subnets[index] ?? '', letter)],
  );
  const { createdAt: _, ...observation } = anObservation({ settings, gone, observedAt: minute(minutes) });
  return {
    ...observation,
    ...(createdAt === undefined ? {} : { createdAt }),
    verdicts: gone ? [] : [...verdicts, ...(isBlind ? [verdictOn('', 'i')] : [])],
  };
}

/** Remembers as a worker does whose message comes again when it was overtaken too often. */
export const persist = (memory: Memory, observation: Observation): Promise<Remembered> =>
  remember(memory, observation).catch((error: Error) => {
    if (!error.message.includes('overtook each other')) throw error;
    return persist(memory, observation);
  });

/** Of each subnet that ever failed: `open` with its kinds, `resolved` or `gone`. */
export type Outcome = Readonly<Record<string, string>>;

/** What is known once these were seen one after the other, by the shortest way to say it. */
export function outcomeOf(sights: readonly Sight[]): Outcome {
  const outcome: Record<string, string> = {};
  let createdAt: string | undefined;
  for (const sight of sights) {
    const isAnew = createdAt !== undefined && sight.createdAt !== undefined && sight.createdAt !== createdAt;
    createdAt = sight.createdAt ?? createdAt;
    for (const [index, subnet] of subnets.entries()) {
      const before = isAnew && outcome[subnet]?.startsWith('open') ? 'gone' : outcome[subnet];
      const after = seen(sight.gone ? '-' : (sight.letters[index] ?? '-'), before, sight.isBlind && !sight.gone);
      if (after !== undefined) outcome[subnet] = after;
    }
  }
  return outcome;
}

const failing = { f: 'tooFew', o: 'full', m: 'full' } as const;

function seen(letter: Letter | '-', before: string | undefined, isBlind: boolean): string | undefined {
  const isOpen = before?.startsWith('open') ?? false;
  if (letter === 'f' || letter === 'o') return `open ${failing[letter]}`;
  if (letter === 'm') return isOpen && before !== 'open full' ? 'open full tooFew' : 'open full';
  if (!isOpen || letter === 'i' || (letter === '-' && isBlind)) return before;
  return letter === '-' ? 'gone' : 'resolved';
}

/** Each subnet's outcome as long as it is open. */
export const openIn = (outcome: Outcome): readonly string[] =>
  subnets.map((subnet) => (outcome[subnet]?.startsWith('open') ? outcome[subnet] : 'not open'));

/** What is open after a sight, whatever was known before; undefined for subnets that it does not settle. */
export function certainlyOpenAfter(sight: Sight): readonly (string | undefined)[] {
  const afterTrouble = openIn(outcomeOf([{ ...sight, letters: subnets.map(() => 'f'), gone: false }, sight]));
  return openIn(outcomeOf([sight])).map((open, index) => (open === afterTrouble[index] ? open : undefined));
}

/** What memory holds, in the same words. */
export async function rememberedIn(memory: Memory): Promise<Outcome> {
  const findings = await memory.findings(anObservation().cluster);
  return Object.fromEntries(
    findings.map(({ resource, state, kinds }) => {
      const names = kinds.map((kind) => kind.split(' ')[0]);
      return [resource.id, state === 'open' ? ['open', ...names].join(' ') : state];
    }),
  );
}

/** The same memory, with something done around each of its calls. */
function around(memory: Memory, wrap: <R>(name: string, call: () => Promise<R>) => Promise<R>): Memory {
  const wrapped =
    <A extends readonly unknown[], R>(name: string, call: (...args: A) => Promise<R>) =>
    (...args: A) =>
      wrap(name, () => call(...args));
  return {
    mostFindings: memory.mostFindings,
    cluster: wrapped('cluster', memory.cluster),
    clusters: wrapped('clusters', memory.clusters),
    findings: wrapped('findings', memory.findings),
    touch: wrapped('touch', memory.touch),
    commit: wrapped('commit', memory.commit),
    claim: wrapped('claim', memory.claim),
    told: wrapped('told', memory.told),
    settle: wrapped('settle', memory.settle),
    index: wrapped('index', memory.index),
    uses: wrapped('uses', memory.uses),
    clustersUsing: wrapped('clustersUsing', memory.clustersUsing),
  };
}

/** Each call waits for its turn. */
export const inTurns = (memory: Memory, scheduler: fc.Scheduler): Memory =>
  around(memory, async (name, call) => {
    await scheduler.schedule(Promise.resolve(), name);
    return call();
  });

/** A worker that is killed at one of its calls, so that nothing it would do afterwards happens. */
export class Life {
  #left: number;

  constructor(calls: number) {
    this.#left = calls;
  }

  /** Throws once the worker is dead. */
  breathe(): void {
    if (this.#left < 0) throw new Error('The worker was killed.');
  }

  spentOn(memory: Memory): Memory {
    return around(memory, async (_, call) => {
      this.#left -= 1;
      this.breathe();
      return call();
    });
  }
}
