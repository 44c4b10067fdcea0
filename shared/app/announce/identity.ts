import { createHash } from 'node:crypto';
import type { CauseRef } from '../../engine/verdict.ts';
import type { Bulletin } from '../bulletins/bulletins.ts';
import type { Finding } from '../findings/finding.ts';
import type { Place } from '../place.ts';
import type { Due } from './due.ts';

const mostOfId = 512;
const plain = /^[\x21-\x7e]+$/;

const hashOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);

/** A finding's id in Security Hub: the same for ever, also after the rule was renamed. */
export function securityHubId({ cluster: { account, region, cluster }, code, resource }: Finding): string {
  const id = [account, region, cluster, code, resource.type, resource.id].join('/');
  if (id.length <= mostOfId && plain.test(id)) return id;
  return [account, region, code, hashOf(cluster, resource.type, resource.id)].join('/');
}

/** The thread of everything that happens to a root cause, in whatever order it names several ids. */
export const threadOfCause = ({ account, region }: Place, { kind, resource }: CauseRef): string =>
  hashOf('cause', account, region, kind, ...resource.split(' ').sort());

/** The thread of an account's and Region's summaries. */
export const threadOfSummaries = ({ account, region }: Place): string => hashOf('summaries', account, region);

/** The thread of all digests. */
export const threadOfDigests = ({ account, region }: Place): string => hashOf('digests', account, region);

/** The message that says something of exactly these findings as they are: the same whenever it is said again. */
export const messageId = (threadId: string, what: string, dues: readonly Due[]): string =>
  hashOf(
    'message',
    threadId,
    what,
    ...dues.map(({ finding }) => `${securityHubId(finding)} ${finding.version}`).sort(),
  );

/** The message of a bulletin: the same whenever it is said again. */
export const bulletinId = ({ place: { account, region }, name, occurrence }: Bulletin): string =>
  hashOf('bulletin', account, region, name, occurrence);
