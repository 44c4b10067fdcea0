import { type CauseRef, severities, type Violation } from '../../engine/verdict.ts';
import { type Notice, severityOf, type Transition } from '../../reports/chat-message.ts';
import type { RememberedFinding } from '../../reports/remembered-finding.ts';
import { kindsOf } from '../findings/observation.ts';
import type { Due } from './due.ts';
import { messageId, threadOfCause } from './identity.ts';

/** A notice, and what it tells of. */
export interface NoticeOfDues {
  readonly notice: Notice;
  readonly dues: readonly Due[];
}

/** One notice per root cause and transition, the most urgent first: by severity, and what is resolved or waived at the end. */
export function noticesOf(dues: readonly Due[]): readonly NoticeOfDues[] {
  const parts = dues.flatMap((due) =>
    causesOf(due).map((cause) => ({ due, cause, finding: withCause(due.finding, cause) })),
  );
  const groups = Map.groupBy(parts, ({ due: { finding, transition }, cause }) => {
    const { account, region } = finding.cluster;
    return JSON.stringify([account, region, cause.kind, cause.resource, transition]);
  });
  return [...groups.values()].flatMap(noticeOf).sort((a, b) => urgency(a) - urgency(b));
}

interface Part {
  readonly due: Due;
  readonly cause: CauseRef;
  readonly finding: RememberedFinding;
}

function noticeOf(parts: readonly Part[]): readonly NoticeOfDues[] {
  const [first, ...others] = parts;
  if (!first) return [];
  const { cause, due } = first;
  const { account, region } = due.finding.cluster;
  const { transition } = due;
  const threadId = threadOfCause({ account, region }, cause);
  const dues = parts.map((part) => part.due);
  const findings = [first.finding, ...others.map(({ finding }) => finding)] as const;
  return [
    {
      notice: { id: messageId(threadId, transition, dues), threadId, transition, account, region, cause, findings },
      dues,
    },
  ];
}

const urgency = ({ notice }: NoticeOfDues): number =>
  (isQuiet(notice.transition) ? severities.length : 0) - severities.indexOf(severityOf(notice));

/** What nobody has to act on comes last. */
const isQuiet = (transition: Transition): boolean => transition === 'resolved' || transition === 'waived';

const isSame = (a: CauseRef, b: CauseRef): boolean => a.kind === b.kind && a.resource === b.resource;

const withCause = (finding: RememberedFinding, cause: CauseRef): RememberedFinding => ({
  ...finding,
  violations: finding.violations.filter((violation) => isSame(violation.cause, cause)),
});

/** What there is to fix, each thing once. A finding of which no violation could be kept is its own cause. */
function causesOf(due: Due): readonly CauseRef[] {
  const { code, resource } = due.finding;
  const causes = newsOf(due).map(({ cause }) => cause);
  if (causes.length === 0) return [{ kind: code, resource: resource.id }];
  return causes.filter((cause, index) => causes.findIndex((other) => isSame(other, cause)) === index);
}

/** Of what changed the violations that were not told before, if there are any; else all. */
function newsOf({ finding: { violations, told }, transition }: Due): readonly Violation[] {
  if (transition !== 'changed') return violations;
  const known = told.sns?.kinds ?? [];
  const news = violations.filter((violation) => kindsOf([violation]).some((kind) => !known.includes(kind)));
  return news.length > 0 ? news : violations;
}
