import type { Report } from '../../engine/report.ts';
import { severityCounts } from '../digest/counts.ts';
import { type Gap, gapsOf } from '../digest/gaps.ts';
import { head, type Problem } from '../digest/problems.ts';
import { counted } from '../digest/words.ts';
import type { Style } from './ansi.ts';
import { commandLines, type Lines, paragraph, type Screen } from './screen.ts';

/** The verdict in one line, and what to do next. */
export function conclusion(screen: Screen, report: Report, problems: readonly Problem[]): Lines {
  const { verdicts, waived } = report.summary;
  const tail = [
    `${verdicts.compliant} hold`,
    `${verdicts.indeterminate} undecided`,
    `${verdicts['not-applicable']} not applicable`,
    ...(waived > 0 ? [`${waived} waived`] : []),
  ];
  const text = [`${clusterCount(report)}: ${severityCounts(problems) || noProblem(report)}`, ...tail].join(' · ');
  return ['', ...paragraph(screen, text, { style: styleOf(report, problems) }), ...nextStep(screen, report, problems)];
}

function clusterCount({ clusters, unreadClusters }: Report): string {
  const notRead = unreadClusters.filter(({ resource }) => resource !== '').length;
  const all = counted(clusters.length + notRead, 'cluster');
  return notRead === 0 ? all : `${all}, ${notRead} of them not read`;
}

function noProblem({ clusters, unreadClusters, summary: { verdicts, waived } }: Report): string {
  if (clusters.length === 0) return unreadClusters.length === 0 ? 'nothing to check' : 'nothing could be read';
  if (verdicts.compliant + waived > 0) return 'no problem found';
  return verdicts.indeterminate > 0 ? 'nothing could be decided' : 'nothing to check';
}

function styleOf({ summary, unreadClusters }: Report, [worst]: readonly Problem[]): Style {
  if (worst) return worst.severity;
  if (unreadClusters.length > 0 || summary.verdicts.indeterminate > 0) return 'undecided';
  return summary.verdicts.compliant > 0 ? 'good' : 'plain';
}

function nextStep(screen: Screen, report: Report, [worst]: readonly Problem[]): Lines {
  const next = (text: string, command?: string): Lines => [
    ...paragraph(screen, text, { lead: [['faint', 'Next: ']] }),
    ...(command === undefined ? [] : commandLines(screen, `${screen.program} ${command}`, 2)),
  ];
  if (worst)
    return next(`why ${head(worst).verdict.code} matters and how it is decided`, `explain ${head(worst).verdict.code}`);
  const [gap] = gapsOf(report);
  const action = report.unreadClusters.find((missing) => missing.action !== undefined)?.action ?? gap?.action;
  if (action !== undefined) return next(`allow ${action}, then check again.`);
  if (gap) return next(waysOut[gap.kind](gap));
  return report.clusters.length === 0
    ? []
    : next('the whole picture as a page', 'check --format html --output report.html');
}

const waysOut: Readonly<Record<Gap['kind'], (gap: Gap) => string>> = {
  unread: ({ facts }) => `make ${facts.join(', ')} readable, then check again.`,
  undeclared: ({ facts }) => `declare ${facts.join(', ')} in plumbline.yaml, then check again.`,
  undecidable: () => 'check again after deployment, or from the account that owns what is not known.',
};
