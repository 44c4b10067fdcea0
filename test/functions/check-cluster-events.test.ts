import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { sortRecords } from '../../functions/support/records.ts';
import { readWork } from '../../shared/app/check-clusters/work.ts';
import type { DeadLetter } from '../../shared/aws/publish/queue.ts';

const folder = new URL('../../events/', import.meta.url);
const eventIn = (file: string): unknown => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));

/** What the function takes from an event, and what it puts away. */
async function taken(file: string) {
  const letters: DeadLetter[] = [];
  const sorted = await sortRecords(eventIn(file), readWork, async (letter) => {
    letters.push(letter);
  });
  return { work: sorted.items.map(({ work }) => work), letters };
}

const change = (named: object) => [{ kind: 'change', change: expect.objectContaining(named) }];

describe('an event of check-cluster', () => {
  it.each([
    ['check-cluster-delete-route.json', change({ name: 'DeleteRoute', resources: ['rtb-0123456789abcdef0'] })],
    ['check-cluster-authorize-ingress.json', change({ resources: ['sg-0123456789abcdef0'] })],
    ['check-cluster-create-tags.json', change({ name: 'CreateTags', resources: ['subnet-0123456789abcdef0'] })],
    ['check-cluster-update-cluster-config.json', change({ clusters: ['demo'] })],
    ['check-cluster-denied.json', [{ kind: 'nothing' }]],
    [
      'check-cluster-again.json',
      [{ kind: 'again', again: expect.objectContaining({ clusters: ['demo'], attempt: 1 }) }],
    ],
    ['check-cluster-sweep.json', [{ kind: 'sweep', group: expect.objectContaining({ clusters: ['demo', 'other'] }) }]],
  ])('asks for what it names: %s', async (file, work) => {
    expect(await taken(file)).toEqual({ work, letters: [] });
  });

  it('that is poisoned is put away with what is wrong: check-cluster-poisoned.json', async () => {
    const { work, letters } = await taken('check-cluster-poisoned.json');
    expect(work).toEqual([]);
    expect(letters).toEqual([
      expect.objectContaining({ body: '{"source":"aws.ec2","detail-type":', reason: expect.any(String) }),
    ]);
  });
});

it('every event is in the manifest once, with its function and where its shape is documented', () => {
  const { events } = eventIn('manifest.json') as { events: { file: string; function: string; source: string }[] };
  const files = readdirSync(folder).filter((file) => file !== 'manifest.json');
  expect(events.map(({ file }) => file).sort()).toEqual(files.sort());
  for (const { file, function: name, source } of events) {
    expect(file.startsWith(name) || (name === 'config-rule' && file.startsWith('config-'))).toBe(true);
    expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
  }
});
