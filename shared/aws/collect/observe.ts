import { type Known, type Unobserved, unread } from '../../model/snapshot/known.ts';
import type { Action } from './actions.ts';
import { CollectionError, type Failure, failureOf } from './failures.ts';
import type { Session } from './session.ts';

const words: Readonly<Record<Exclude<Failure, 'gone'>, string>> = {
  denied: 'was denied',
  throttled: 'was throttled to the end',
  unavailable: 'was unavailable',
};

type Watched = Pick<Session, 'cancelled' | 'deadline' | 'options' | 'tell'>;

/** Stands for a resource that was deleted between listing and describing it. */
export const gone = Symbol('gone');

/**
 * What was read, or what stands for it when the read was denied, throttled to the end, unavailable, or late; `gone` when AWS
 * answers that the resource does not exist. Throws what the caller cancelled with, and a `CollectionError` for anything else.
 */
export async function observeOrGone<T>(
  session: Watched,
  action: Action,
  read: () => Promise<T>,
): Promise<Known<T> | typeof gone> {
  try {
    const answer = await beforeAborted(session, read);
    session.tell(action, 'answered');
    return answer;
  } catch (error) {
    session.cancelled.throwIfAborted();
    if (session.deadline.aborted) {
      session.tell(action, 'late');
      return unread(`${action} was not read before the deadline`, action);
    }
    const failure = failureOf(error);
    if (failure) session.tell(action, failure === 'gone' ? 'answered' : failure);
    if (failure === 'gone') return gone;
    if (failure) return unread(`${action} ${words[failure]}`, action);
    throw error instanceof CollectionError ? error : new CollectionError(action, error);
  }
}

/** As `observeOrGone`, for reads that name no single resource. */
export async function observe<T>(session: Watched, action: Action, read: () => Promise<T>): Promise<Known<T>> {
  const answer = await observeOrGone(session, action, read);
  if (answer === gone) throw new CollectionError(action, new Error('AWS answered that what was listed does not exist'));
  return answer;
}

/** The SDK sleeps between its attempts without looking at the signal. */
async function beforeAborted<T>({ options: { abortSignal: signal } }: Watched, read: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort);
  try {
    return await Promise.race([read(), aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** The reason why nothing that depends on an unobserved read was read either. */
export const notReadEither = (cause: Unobserved): Unobserved => ({
  ...cause,
  reason: `${cause.reason}, so this was not read`,
});
