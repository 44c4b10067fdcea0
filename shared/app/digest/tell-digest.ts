import { type DigestPeriod, digestMessage } from '../../reports/chat-message.ts';
import { bulletinId, threadOfDigests } from '../announce/identity.ts';
import { digestOf } from './digest-of.ts';
import type { DigestCall, DigestPorts } from './ports.ts';
import { readPlaces } from './read-places.ts';

const dayMs = 24 * 60 * 60_000;
const lengthMs: Readonly<Record<DigestPeriod, number>> = { daily: dayMs, weekly: 7 * dayMs };

/**
 * Tells people how everything stands and what has become of it since the last digest that they were told; answers whether they know it
 * already. A call that is repeated has the same message id. Throws where another worker is at it, and what a port throws.
 */
export async function tellDigest(ports: DigestPorts, call: DigestCall, until: string): Promise<'told' | 'known'> {
  const { bulletins, publish, options, now } = ports;
  const { home, period, at } = call;
  const bulletin = { place: home, name: 'digest', occurrence: at };
  const taken = await bulletins.take(bulletin, until, now().toISOString());
  if (taken.outcome === 'told') return 'known';
  if (taken.outcome === 'taken') throw new Error('Another worker is telling the digest.');
  const since = taken.last ?? new Date(Date.parse(at) - lengthMs[period]).toISOString();
  const [first, ...others] = await readPlaces(ports);
  if (first) {
    const ids = { id: bulletinId(bulletin), threadId: threadOfDigests(home) };
    await publish(digestMessage({ ...ids, ...digestOf([first, ...others], { period, since, at }) }, options));
  }
  await bulletins.told(bulletin, until);
  return 'told';
}
