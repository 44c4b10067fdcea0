import type { Severity } from '../engine/verdict.ts';
import { partitionOf } from '../model/partition.ts';
import type { AsffFinding, AsffSeverity } from './asff/asff-finding.ts';
import { productFieldsOf } from './asff/product-fields.ts';
import { resourcesOf } from './asff/resources.ts';
import { asffText, asffTextOr, asffTime } from './asff/text.ts';
import { isFlapping, lastTold, lifeSentences } from './life.ts';
import { printable } from './printable.ts';
import type { RememberedFinding, RuleHelp } from './remembered-finding.ts';
import { joinWithin } from './text/cut.ts';
import { worstOf } from './worst.ts';

export type { AsffFinding } from './asff/asff-finding.ts';

const mostBytes = 240_000;
const mostOfDescription = 1024;
const mostOfRemediation = 512;
type Remediation = NonNullable<AsffFinding['Remediation']>;

const types = ['Software and Configuration Checks/AWS Security Best Practices/Network Reachability'];

const labels: Readonly<Record<Severity, AsffSeverity>> = {
  informational: 'INFORMATIONAL',
  low: 'LOW',
  medium: 'MEDIUM',
  high: 'HIGH',
  critical: 'CRITICAL',
};

/** A waived one has not passed, and is not to be acted on either: the description and our own fields say what it is. */
const complianceOf = {
  grace: 'NOT_AVAILABLE',
  open: 'FAILED',
  waived: 'NOT_AVAILABLE',
  resolved: 'PASSED',
  gone: 'NOT_AVAILABLE',
} as const;

/** What comes and goes is there until it is calm. */
const statusOf = (finding: RememberedFinding) => (isFlapping(finding) ? 'open' : finding.state);

export interface AsffOptions {
  /** The same for every version of the finding, at most 512 characters. */
  readonly id: string;
  /** What its rule says of itself; absent for a rule that is gone. */
  readonly help: RuleHelp | undefined;
}

/**
 * A finding in the AWS Security Finding Format: failed while open, not available while waived, passed when resolved, archived when what
 * it is about is gone.
 * Security Hub takes it for an update when its id is known and `UpdatedAt` is later. Workflow and notes are the user's alone.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format.html
 */
export function asff(finding: RememberedFinding, { id, help }: AsffOptions): AsffFinding {
  const { account, region } = finding.cluster;
  const remediation = remediationOf(finding, help);
  const updatedAt = lastTold(finding);
  return withinBytes({
    SchemaVersion: '2018-10-08',
    Id: id,
    ProductArn: `arn:${partitionOf(region)}:securityhub:${region}:${account}:product/${account}/default`,
    ProductName: 'Plumbline',
    CompanyName: 'Plumbline',
    GeneratorId: `plumbline/${finding.code}`,
    AwsAccountId: account,
    CreatedAt: asffTime(finding.firstOpened),
    UpdatedAt: asffTime(updatedAt),
    FirstObservedAt: asffTime(finding.firstSeen),
    LastObservedAt: asffTime(finding.unconfirmed ? finding.changedAt : updatedAt),
    Title: asffTextOr(finding.code, `[${finding.code}] ${finding.title}`, 256),
    Description: asffTextOr(finding.code, descriptionOf(finding, help), mostOfDescription),
    FindingProviderFields: { Severity: severityOf(finding), Types: [...types] },
    Compliance: { Status: complianceOf[statusOf(finding)] },
    RecordState: statusOf(finding) === 'gone' ? 'ARCHIVED' : 'ACTIVE',
    Resources: resourcesOf(finding),
    ...(remediation ? { Remediation: remediation } : {}),
    ProductFields: productFieldsOf(finding),
  });
}

/** As Security Hub's own controls do it, what has passed is informational; so is what is waived. */
const severityOf = (finding: RememberedFinding) => ({
  Label: statusOf(finding) === 'open' ? labels[finding.severity] : 'INFORMATIONAL',
  Original: finding.severity,
});

function descriptionOf(finding: RememberedFinding, help: RuleHelp | undefined): string {
  const { reason, violations, unkept } = finding;
  const state = statusOf(finding);
  const isOver = state === 'resolved' || state === 'gone';
  const messages = [...new Set(worstOf(violations).map(({ message }) => message))];
  const more = unkept > 0 ? [`And ${unkept} more.`] : [];
  const open = [...messages, ...more, ...(help ? [`Why it matters: ${help.why}`] : [])];
  const closed = [reason ?? 'No longer.', ...messages.map((message) => `It was: ${message}`)];
  return joinWithin([...lifeSentences(finding), ...(isOver ? closed : open)].map(printable), mostOfDescription);
}

/** What to do about the worst violation with its command, then about the others; a command is there as a whole or not at all. */
function remediationOf({ violations }: RememberedFinding, help: RuleHelp | undefined): Remediation | undefined {
  const [text = '', ...others] = new Set(worstOf(violations).map(({ fix }) => printable(fix.text)));
  const ending = endingOf(worstOf(violations)[0]?.fix.command, text);
  const Text = asffText(joinWithin([text, ...others], mostOfRemediation - ending.length) + ending, mostOfRemediation);
  const [Url] = help?.references ?? [];
  if (Text === undefined && Url === undefined) return undefined;
  return { Recommendation: { ...(Text === undefined ? {} : { Text }), ...(Url === undefined ? {} : { Url }) } };
}

function endingOf(command: string | undefined, text: string): string {
  if (command === undefined || printable(command) !== command) return '';
  const ending = ` Command: ${command}`;
  return text.length + ending.length <= mostOfRemediation ? ending : '';
}

/** The finding without the last of its own fields, if it would be too large for Security Hub. */
function withinBytes(finding: AsffFinding): AsffFinding {
  const fields = Object.entries(finding.ProductFields);
  for (let kept = fields.length; kept >= 0; kept--) {
    const smaller = { ...finding, ProductFields: Object.fromEntries(fields.slice(0, kept)) };
    if (new TextEncoder().encode(JSON.stringify(smaller)).length <= mostBytes) return smaller;
  }
  throw new RangeError(`The finding ${finding.Id} has more than ${mostBytes} bytes without its own fields.`);
}
