import { expect, it } from '@jest/globals';
import { knownElsewhere } from '../../../shared/app/check-clusters/known-elsewhere.ts';
import { inMemory } from '../../../shared/app/findings/in-memory.ts';
import { observedGone } from '../../../shared/app/findings/observation.ts';
import { remember } from '../../../shared/app/findings/remember.ts';
import { anObservation, demoCluster, minute } from '../../support/observation-builders.ts';

it('names the clusters that memory has seen in other VPCs, and none of which it has seen no VPC', async () => {
  const memory = inMemory(() => new Date(minute(0)));
  const seen = { near: ['vpc-main'], far: ['vpc-other', 'subnet-z'], unknown: [], gone: ['vpc-other'] };
  for (const [cluster, uses] of Object.entries(seen)) {
    await remember(memory, anObservation({ cluster: { ...demoCluster, cluster }, uses }));
  }
  const gone = await memory.cluster({ ...demoCluster, cluster: 'gone' });
  if (gone) await remember(memory, observedGone(gone, minute(1)));
  const elsewhere = knownElsewhere(memory, demoCluster);
  expect(await elsewhere(['vpc-main', 'vpc-second'])).toEqual(['far']);
  expect(await elsewhere(['vpc-other'])).toEqual(['near']);
});
