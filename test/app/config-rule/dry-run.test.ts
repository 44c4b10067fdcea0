import { expect, it } from '@jest/globals';
import { answerConfig } from '../../../shared/app/config-rule/answer-config.ts';
import { putNothing, unput } from '../../../shared/app/config-rule/dry-run.ts';
import type { Evaluation } from '../../../shared/app/config-rule/ports.ts';
import { observedGone } from '../../../shared/app/findings/observation.ts';
import { remember } from '../../../shared/app/findings/remember.ts';
import { retiredReason } from '../../../shared/app/retire/retire.ts';
import { account, aSchedule, at, configWorld, region } from '../../support/config-world.ts';
import { aProblem } from '../../support/report-builders.ts';

const failing = { verdicts: [aProblem()] };
const types = (evaluations: readonly Evaluation[]) => evaluations.map(({ complianceType }) => complianceType);

it('a dry run says what AWS Config would be told, and marks nothing', async () => {
  const { ports, observe } = configWorld();
  await observe(failing);
  const said: Evaluation[] = [];
  const put = putNothing((evaluation) => said.push(evaluation));
  const { evaluations } = await answerConfig({ ...ports, put, configMemory: unput(ports.configMemory) }, aSchedule());
  expect(types(evaluations)).toContain('NON_COMPLIANT');
  expect(said).toEqual(evaluations);
  expect(await ports.configMemory.allPut(aSchedule().rule)).toEqual([]);
});

it('AWS Config takes back what it was told of a cluster that nobody watches any more', async () => {
  const { ports, observe, memory } = configWorld();
  await observe(failing);
  const before = await answerConfig(ports, aSchedule());
  const cluster = await memory.cluster({ account, region, cluster: 'demo' });
  if (!cluster) throw new Error('nothing was remembered');
  await remember(memory, { ...observedGone(cluster, at(1)), goneBecause: retiredReason });
  const { evaluations } = await answerConfig(ports, aSchedule({ notifiedAt: at(2) }));
  expect(new Set(types(evaluations))).toEqual(new Set(['NOT_APPLICABLE']));
  expect(evaluations).toHaveLength(before.evaluations.length);
});
