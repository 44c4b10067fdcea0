import type { Report } from '../../engine/report.ts';
import type { Section } from '../digest/cluster-section.ts';
import { severitiesDown } from '../digest/counts.ts';
import type { Problem } from '../digest/problems.ts';
import { counted, spokenTime } from '../digest/words.ts';
import type { Anchors } from './anchors.ts';
import { factsOf, newsOf } from './cluster.ts';
import { type Html, html, nothing, when } from './markup.ts';
import { severityLabel } from './parts.ts';

/** What was checked and when, and how it stands in numbers. */
export function summaryPart(report: Report, sections: readonly Section[], anchors: Anchors): Html {
  const problems = sections.flatMap((section) => section.problems);
  const { verdicts } = report.summary;
  return html`
<header class="top">
  <p class="brand">Plumbline</p>
  <h1>${headline(report, problems)}</h1>
  <p class="muted">Networks of ${counted(report.clusters.length, 'EKS cluster')} in account ${report.account}, ${report.region}.
    Read <time datetime="${report.observedAt}">${spokenTime(report.observedAt)}</time>${report.source === 'live' ? '' : ` (${report.source})`},
    reported <time datetime="${report.generatedAt}">${spokenTime(report.generatedAt)}</time>.</p>
</header>
<ul class="tiles" aria-label="Summary">
  <li class="tile"><b>${problems.length}</b> ${problems.length === 1 ? 'problem' : 'problems'}<span class="severities">${severityCountLabels(problems)}</span></li>
  <li class="tile"><b>${verdicts.indeterminate}</b> undecided</li>
  <li class="tile"><b>${verdicts.compliant}</b> hold</li>
  <li class="tile"><b>${verdicts['not-applicable']}</b> not applicable</li>
  ${when(report.summary.waived > 0, () => html`<li class="tile"><b>${report.summary.waived}</b> waived</li>`)}
</ul>
${overview(sections, anchors)}`;
}

function headline({ clusters, summary: { verdicts, waived } }: Report, problems: readonly Problem[]): string {
  const [worst] = severitiesDown.filter((severity) => problems.some((problem) => problem.severity === severity));
  if (worst) {
    const affected = new Set(problems.map(({ cluster }) => cluster)).size;
    return `${counted(problems.length, 'problem')} in ${affected} of ${counted(clusters.length, 'cluster')}`;
  }
  if (verdicts.compliant + waived === 0)
    return verdicts.indeterminate > 0 ? 'Nothing could be decided' : 'Nothing to check';
  return verdicts.indeterminate > 0
    ? 'No problem found, but not everything could be decided'
    : waived > 0
      ? 'No problem found, but what is waived'
      : 'Everything holds';
}

const severityCountLabels = (problems: readonly Problem[]): readonly Html[] =>
  severitiesDown.flatMap((severity) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    return count === 0 ? [] : [html`<span>${count} ${severityLabel(severity)}</span> `];
  });

function overview(sections: readonly Section[], anchors: Anchors): Html {
  if (sections.length < 2) return nothing;
  return html`
<nav class="overview" aria-label="Clusters"><ul>${sections.map(
    (section) => html`
  <li><a href="#${anchors.ofCluster(section.cluster)}">${section.cluster ?? 'Account'}</a>
    <span class="muted">${factsOf(section)}</span>
    <span class="news">${section.problems.length > 0 ? severityCountLabels(section.problems) : newsOf(section)}</span></li>`,
  )}
</ul></nav>`;
}
