import type { Report } from '../../shared/engine/report.ts';
import {
  aClusterSummary,
  aMissing,
  aReport,
  aRuleSummary,
  aSubnetBar,
  aVerdict,
  aViolation,
} from './report-builders.ts';

/** A report in which every text that may come from an account is this one; every part of a report shows it. */
export function reportFullOf(text: string): Report {
  const resource = { type: 'subnet', id: text } as const;
  const violation = aViolation({
    kind: text,
    resource,
    message: `${text} is wrong.`,
    evidence: { subnet: text, [text]: [text, text], flag: true },
    cause: { kind: text, resource: text },
    fix: { text: `Mend ${text}.`, command: `aws ec2 describe-subnets --subnet-ids '${text}'` },
  });
  const missing = [aMissing({ fact: text, resource: text, reason: `${text} was denied`, action: text })];
  const undeclared = [aMissing({ fact: text, resource: text, kind: 'undeclared', reason: text })];
  const waiver = { reason: text, owner: text, expires: '2026-12-31', source: 'tag' } as const;
  return aReport({
    plumbline: text,
    source: text,
    account: text,
    region: text,
    observedAt: text,
    generatedAt: text,
    clusters: [
      aClusterSummary({
        name: text,
        version: text,
        vpc: text,
        notes: [text],
        subnets: [aSubnetBar({ id: text, zone: text, cidr: text, neededAtMaximum: 300, pool: [text] })],
      }),
      aClusterSummary({ name: `${text}2`, skipped: text }),
      aClusterSummary({ name: `${text}3` }),
    ],
    unreadClusters: missing,
    rules: [aRuleSummary({ title: text, why: text, references: [`https://docs.aws.amazon.com/${text}`, text] })],
    waivers: (['active', 'expiring', 'expired'] as const).map((state) => ({
      ...waiver,
      code: text,
      cluster: text,
      resource: text,
      state,
      daysLeft: 3,
      matches: [{ cluster: text, resource }],
      isUnmatched: state === 'active',
    })),
    refusedWaiverTags: [{ resource, tag: `plumbline:waive/${text}`, value: text, reason: text }],
    verdicts: [
      aVerdict({
        cluster: text,
        resource,
        violations: [violation, { ...violation, kind: `${text}2` }],
        missing,
        notes: [text],
      }),
      aVerdict({ cluster: `${text}3`, resource, violations: [violation], rule: text }),
      aVerdict({ cluster: text, resource, violations: [violation], waiver: { ...waiver, daysLeft: 3 } }),
      aVerdict({ cluster: text, resource, missing, reason: text, code: text }),
      aVerdict({ cluster: text, resource, missing: undeclared, reason: text }),
      aVerdict({ cluster: text, resource: { type: 'node-group', id: `${text}/${text}` }, notes: [text] }),
      aVerdict({ cluster: text, resource, status: 'not-applicable', reason: text }),
      aVerdict({ cluster: null, resource, rule: text, code: 'Z9' }),
    ],
  });
}

/** Names that people could give to what is in their account, and that must not do anything in a report. */
export const hostileNames: readonly (readonly [what: string, name: string])[] = [
  ['markup', '<img src=x onerror=alert(1)>'],
  ['a script', '</script><script>alert(1)</script>'],
  ['the end of an attribute', `" onclick="alert(1)' x='`],
  ['a comment', '<!-- <script> --!>'],
  ['an entity', '&lt;b&gt;&#60;'],
  ['a template', `$${'{alert(1)}'} {{alert(1)}} \`id\``],
  ['an address', 'javascript:alert(1)'],
  ['terminal colours', '\x1b[31mred\x1b[0m'],
  ['a terminal title', '\x1b]0;owned\x07'],
  ['a C1 introducer', '\x9b31m\x90q'],
  ['a carriage return', 'real\rfake'],
  ['line breaks', 'one\n✓ other  all checks hold\u2028two'],
  ['a mention', '<!channel> <@U123> @here'],
  ['overrides of the direction', '\u202egnp.exe\u2066\u200f'],
  ['nothing that is seen', '\u200b\u2060\ufeff\u00ad'],
  ['emoji', '😀'.repeat(256)],
  ['piled-up marks', `e${'\u0301'.repeat(256)}`],
  ['half a character', 'a\ud800b'],
  ['nothing', ''],
  ['a prototype', '__proto__'],
];
