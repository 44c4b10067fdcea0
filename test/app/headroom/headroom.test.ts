import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Again, readWork } from '../../../shared/app/check-clusters/work.ts';
import { inMemory } from '../../../shared/app/findings/in-memory.ts';
import { remember } from '../../../shared/app/findings/remember.ts';
import { type HeadroomPorts, headroom } from '../../../shared/app/headroom/headroom.ts';
import { marksInMemory } from '../../../shared/app/headroom/in-memory.ts';
import { anObservation, demoCluster, minute } from '../../support/observation-builders.ts';

const { account, region } = demoCluster;
const here = { account, region };

let sent: Again[];
let free: Record<string, number>;
let ports: HeadroomPorts;
beforeEach(async () => {
  sent = [];
  free = { 'subnet-a': 100, 'subnet-b': 100, 'subnet-alone': 100 };
  const memory = inMemory();
  await remember(memory, anObservation({ uses: ['subnet-a'] }));
  await remember(
    memory,
    anObservation({ cluster: { ...demoCluster, cluster: 'other' }, uses: ['subnet-a', 'subnet-b'] }),
  );
  await remember(memory, anObservation({ cluster: { ...demoCluster, account: '999999999999' }, uses: ['subnet-b'] }));
  ports = {
    marks: marksInMemory(),
    memory,
    free: async () => new Map(Object.entries(free)),
    check: async (again) => {
      sent.push(again);
    },
    isTimeLeft: () => true,
    now: () => new Date(minute(5)),
  };
  await headroom([here], ports);
});

describe('counting free addresses', () => {
  it('has nothing looked at the first time, nor as long as little changes', async () => {
    free['subnet-a'] = 91;
    expect(await headroom([here], ports)).toEqual({ places: 1, moved: 0, clusters: 0, failed: [] });
    expect(sent).toEqual([]);
  });

  it('has the clusters of its account looked at that use a subnet with a tenth fewer, once', async () => {
    free['subnet-a'] = 90;
    free['subnet-alone'] = 0;
    expect(await headroom([here], ports)).toMatchObject({ moved: 2, clusters: 2 });
    expect(await headroom([here], ports)).toMatchObject({ moved: 0, clusters: 0 });
    expect(sent).toEqual([expect.objectContaining({ clusters: ['demo', 'other'], after: minute(5) })]);
    expect(readWork(JSON.stringify(sent[0]))).toMatchObject({ kind: 'again' });
  });

  it('has them looked at again when more are free', async () => {
    free['subnet-b'] = 110;
    await headroom([here], ports);
    expect(sent.map(({ clusters }) => clusters)).toEqual([['other']]);
  });

  it('sees the same the next time when nobody could be told', async () => {
    free['subnet-b'] = 10;
    const check = async () => {
      throw new Error('The queue is full.');
    };
    expect(await headroom([here], { ...ports, check })).toMatchObject({
      failed: [{ ...here, reason: 'The queue is full.' }],
    });
    await headroom([here], ports);
    expect(sent).toHaveLength(1);
  });

  it('goes on with the others where one place cannot be read, or time is over', async () => {
    const there = { ...here, region: 'eu-west-1' };
    const of = async (place: typeof here) => {
      if (place.region !== region) throw new Error('AccessDenied');
      return new Map([['subnet-b', 1]]);
    };
    expect(await headroom([there, here], { ...ports, free: of })).toMatchObject({
      moved: 1,
      failed: [{ ...there, reason: 'AccessDenied' }],
    });
    expect(await headroom([here], { ...ports, isTimeLeft: () => false })).toMatchObject({ failed: [here] });
  });
});
