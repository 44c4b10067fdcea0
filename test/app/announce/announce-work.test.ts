import { describe, expect, it } from '@jest/globals';
import { readAnnounceWork } from '../../../shared/app/announce/announce-work.ts';

const place = { account: '111122223333', region: 'us-east-1' };

describe('a message to the function announce', () => {
  it.each([
    [
      { ...place, clusters: ['demo'] },
      { kind: 'group', group: { ...place, clusters: ['demo'] } },
    ],
    [
      { ...place, clusters: ['demo'], refused: true },
      { kind: 'group', group: { ...place, clusters: ['demo'], refused: true } },
    ],
    [
      { ...place, absences: true },
      { kind: 'absences', place },
    ],
    [
      {
        version: '0',
        id: '53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa',
        'detail-type': 'Scheduled Event',
        source: 'aws.events',
        ...place,
        time: '2026-11-23T07:00:00Z',
        resources: ['arn:aws:events:us-east-1:111122223333:rule/digest'],
        detail: {},
      },
      { kind: 'digest', at: '2026-11-23T07:00:00.000Z' },
    ],
  ])('asks for what it says: %j', (message, work) => {
    expect(readAnnounceWork(JSON.stringify(message))).toEqual(work);
  });

  it.each(['{}', JSON.stringify({ ...place, clusters: [] }), JSON.stringify({ source: 'aws.ec2', ...place })])(
    'is poisoned when it asks for nothing that can be told: %s',
    (body) => {
      expect(() => readAnnounceWork(body)).toThrow(/^It asks for nothing to be told\./);
    },
  );
});
