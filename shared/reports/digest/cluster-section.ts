import type { ClusterSummary, Report } from '../../engine/report.ts';
import { type Problem, problemsOf, type ReportedVerdict } from './problems.ts';

/** What a report says of one cluster; `summary` is absent for what is said of the account as a whole. */
export interface Section {
  readonly cluster: string | null;
  readonly summary?: ClusterSummary;
  readonly verdicts: readonly ReportedVerdict[];
  readonly problems: readonly Problem[];
}

/** The clusters of a report in its order, the account as a whole (if any rule judges it) before them. */
export function sectionsOf(report: Report): readonly Section[] {
  const problems = Map.groupBy(problemsOf(report), ({ cluster }) => cluster);
  const verdicts = Map.groupBy(report.verdicts, ({ cluster }) => cluster);
  const section = (cluster: string | null) => ({
    cluster,
    verdicts: verdicts.get(cluster) ?? [],
    problems: problems.get(cluster) ?? [],
  });
  const account = verdicts.has(null) ? [section(null)] : [];
  return [...account, ...report.clusters.map((summary) => ({ ...section(summary.name), summary }))];
}

/** `Kubernetes 1.35` and `vpc-main`. */
export const clusterFacts = ({ version, vpc }: ClusterSummary): readonly string[] => [
  version === null ? 'version not known' : `Kubernetes ${version}`,
  vpc ?? 'VPC not known',
];
