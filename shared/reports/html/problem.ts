import type { RuleSummary } from '../../engine/report.ts';
import type { Fix } from '../../engine/verdict.ts';
import {
  type Consequence,
  codesOf,
  type Finding,
  findingsOf,
  head,
  type Problem,
  problemsByKind,
  resourcesOf,
} from '../digest/problems.ts';
import { counted, folded, resourceWords } from '../digest/words.ts';
import type { Anchors } from './anchors.ts';
import { type Html, html, nothing, when } from './markup.ts';
import { commandBlock, evidenceList, outsideLinks, severityLabel } from './parts.ts';
import { prose } from './prose.ts';

export type RuleOf = (code: string) => RuleSummary | undefined;

const shownOfAKind = 3;

/** The problems of a cluster; those of one kind are folded after the third. */
export const problemCards = (problems: readonly Problem[], ruleOf: RuleOf, anchors: Anchors): Html =>
  html`${problemsByKind(problems).map((alike) => {
    const [shown, more] = [alike.slice(0, shownOfAKind), alike.slice(shownOfAKind)].map((part) =>
      part.map((problem) => problemCard(problem, ruleOf, anchors)),
    );
    return html`${shown ?? []}${when(
      alike.length > shownOfAKind,
      () => html`
<details class="folded more"><summary>${alike.length - shownOfAKind} more of this kind</summary>${more ?? []}</details>`,
    )}`;
  })}`;

/** One thing to fix: what is wrong, why it matters, what to do, the proof, and what follows from the same cause. */
function problemCard(problem: Problem, ruleOf: RuleOf, anchors: Anchors): Html {
  const { verdict, violation } = head(problem);
  const [main, ...others] = problem.consequences;
  const id = anchors.ofVerdict(verdict);
  return html`
<article class="card problem item"${anchors.place(verdict)} data-status="non-compliant" data-severity="${problem.severity}">
  <header>${severityLabel(problem.severity)} <span class="codes">${codesOf(problem).join(' · ')}</span>
    <a class="permalink" href="#${id}" aria-label="Link to this finding">#</a></header>
  <h3>${prose(violation.message)}</h3>
  ${aboutRule(ruleOf(verdict.code))}
  ${fixes(problem)}
  ${evidencePart(main, anchors)}
  ${when(others.length > 0, () => html`<h4>Also caused by this</h4>${others.map((other) => consequencePart(other, anchors))}`)}
  ${when(problem.alsoIn.length > 0, () => html`<p class="muted">The same cause is reported for ${folded(problem.alsoIn, 10)}.</p>`)}
</article>`;
}

const aboutRule = (rule: RuleSummary | undefined): Html =>
  rule
    ? html`<p class="why">${prose(rule.why)}</p>
  <p class="rule muted">Rule ${rule.code}: ${rule.title}.${when(rule.references.length > 0, () => html` See ${outsideLinks(rule.references)}.`)}</p>`
    : nothing;

function fixes(problem: Problem): Html {
  const all = findingsOf(problem).map(({ violation: { fix } }) => fix);
  const [first, ...others] = new Map(all.map((fix) => [`${fix.text}\n${fix.command ?? ''}`, fix])).values();
  return html`<div class="fix"><h4>Fix</h4>${first ? fixPart(first) : nothing}${when(
    others.length > 0,
    () =>
      html`<details><summary>${counted(others.length, 'further step')} that the consequences ask for</summary>${others.map(fixPart)}</details>`,
  )}</div>`;
}

const fixPart = ({ text, command }: Fix): Html =>
  html`<p>${prose(text)}</p>${command === undefined ? nothing : commandBlock(command)}`;

function evidencePart({ findings }: Consequence, anchors: Anchors): Html {
  const [first, ...others] = findings;
  const resources = resourcesOf(findings);
  const of =
    resources.length === 1 ? '' : ` for ${counted(resources.length, ...resourceWords[first.violation.resource.type])}`;
  if (others.length === 0) return html`<h4>Evidence</h4>${evidenceList(first.violation.evidence)}`;
  return html`<h4>Evidence${of}</h4>${findings.map((finding, index) =>
    findingDetails(finding, anchors, index === 0 ? undefined : finding.violation.message),
  )}`;
}

const findingDetails = ({ verdict, violation }: Finding, anchors: Anchors, message?: string): Html => html`
<details class="finding"${anchors.place(verdict)}${when(message === undefined, () => html` open`)}>
  <summary><b>${violation.resource.id}</b> <span>${prose(message ?? '')}</span></summary>
  ${evidenceList(violation.evidence)}
</details>`;

function consequencePart({ code, severity, findings }: Consequence, anchors: Anchors): Html {
  return html`${findings.map(
    ({ verdict, violation }) => html`
<details class="finding"${anchors.place(verdict)}>
  <summary>${severityLabel(severity)} <b>${code}</b> <span>${prose(violation.message)}</span></summary>
  <p class="muted">${resourceWords[violation.resource.type][0]} ${violation.resource.id}</p>
  ${evidenceList(violation.evidence)}
</details>`,
  )}`;
}
