import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Gate } from '../../../shared/aws/collect/gate.ts';

describe('a gate', () => {
  it('lets no more tasks run at a time than it may, and every one in its turn', async () => {
    const gate = new Gate(2);
    const started: number[] = [];
    let running = 0;
    let most = 0;
    const task = (id: number) => async () => {
      started.push(id);
      running += 1;
      most = Math.max(most, running);
      await setImmediate();
      running -= 1;
      return id;
    };
    const ids = [0, 1, 2, 3, 4, 5];
    expect(await Promise.all(ids.map((id) => gate.pass(task(id))))).toEqual(ids);
    expect(started).toEqual(ids);
    expect(most).toBe(2);
  });

  it('lets the next one in when a task fails', async () => {
    const gate = new Gate(1);
    const failing = gate.pass(() => Promise.reject(new Error('no')));
    const next = gate.pass(() => Promise.resolve('yes'));
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });
});
