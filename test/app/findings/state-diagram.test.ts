import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type Finding, type FindingState, findingStates } from '../../../shared/app/findings/finding.ts';
import { transitions } from '../../../shared/app/findings/transitions.ts';
import type { Verdict } from '../../../shared/engine/verdict.ts';
import type { Waived } from '../../../shared/engine/waiver.ts';
import { anObservation, anObservedFinding, aWaiver, minute, verdictOn } from '../../support/observation-builders.ts';
import { aProblem } from '../../support/report-builders.ts';

const { daysLeft: _, ...waiver } = aWaiver;

/** A finding of each state, since nine. */
function findingIn(state: FindingState): Finding {
  const over: { state: FindingState; waiver?: Waived } = { state, ...(state === 'waived' ? { waiver } : {}) };
  return { ...anObservedFinding(over), told: {}, unmarked: [] };
}

/** What may be seen of subnet-a. */
const sights: readonly (readonly Verdict[])[] = [
  ...(['f', 'o', 'm', 'w', 'p', 'n', 'i'] as const).map((letter) => [verdictOn('subnet-a', letter)]),
  [aProblem({ waiver: aWaiver }, { kind: 'full' })],
  [],
];
const times = [minute(5), minute(45), minute(60 * 24 * 60)];
const graces = [0, 30];

/** Every step that any observation makes, from `[*]` where nothing was known. */
function stepsMade(): ReadonlySet<string> {
  const steps = new Set<string>();
  for (const from of [undefined, ...findingStates]) {
    for (const seen of sights) {
      for (const observedAt of times) {
        for (const grace of graces) {
          for (const [gone, isAnotherCluster] of [
            [false, false],
            [true, false],
            [false, true],
          ] as const) {
            // A violation of another cluster of the same name is two steps in one: the old finding is gone, and a new one begins.
            if (isAnotherCluster && seen.some(({ status }) => status === 'non-compliant')) continue;
            const verdicts = gone ? [] : seen;
            const observation = anObservation({ verdicts, observedAt, gone, graceMinutes: new Map([['B4', grace]]) });
            const step = { version: 2, occasion: 'change', isAnotherCluster } as const;
            for (const next of transitions(from ? [findingIn(from)] : [], observation, step)) {
              if (next.changedAt === observedAt) steps.add(`${from ?? '[*]'} --> ${next.state}`);
            }
          }
        }
      }
    }
  }
  return steps;
}

/** The arrows of the diagram, without those that time makes of what is closed. */
function stepsDrawn(): ReadonlySet<string> {
  const text = readFileSync(new URL('../../../docs/findings.md', import.meta.url), 'utf8');
  const [, diagram = ''] = /```mermaid\n([\s\S]*?)```/.exec(text) ?? [];
  const arrows = [...diagram.matchAll(/^ *(\S+ --> [^\s:]+)/gm)].map(([, arrow = '']) => arrow);
  return new Set(arrows.filter((arrow) => !arrow.endsWith('[*]')));
}

describe('the diagram of docs/findings.md', () => {
  it('shows every step that an observation makes, and no other', () => {
    expect([...stepsDrawn()].sort()).toEqual([...stepsMade()].sort());
  });
});
