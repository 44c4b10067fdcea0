import type { Report } from '../engine/report.ts';
import { sectionsOf } from './digest/cluster-section.ts';
import { problemsOf } from './digest/problems.ts';
import { painter } from './terminal/ansi.ts';
import { clusterPart, quietPart } from './terminal/cluster.ts';
import { conclusion } from './terminal/conclusion.ts';
import { header, notesPart } from './terminal/header.ts';
import { joined, type Screen } from './terminal/screen.ts';
import { undecidedPart, unreadPart } from './terminal/undecided.ts';
import { waiverNewsPart } from './terminal/waived.ts';

export interface TerminalOptions {
  /** In cells. */
  readonly width: number;
  readonly colour: boolean;
  /** Everything, nothing folded. */
  readonly verbose: boolean;
  /** How the program is called in suggested commands. */
  readonly program?: string;
}

/** The report for a terminal: quiet clusters first, then problems by cluster, what is undecided, and the verdict in one line. */
export function renderTerminal(
  report: Report,
  { width, colour, verbose, program = 'plumbline' }: TerminalOptions,
): string {
  const screen: Screen = { width, verbose, program, paint: painter(colour) };
  const whys = new Map(report.rules.map(({ code, why }) => [code, why]));
  const sections = sectionsOf(report);
  const loud = sections.filter(({ problems }) => problems.length > 0);
  const quiet = sections.filter(({ problems }) => problems.length === 0);
  const lines = [
    ...header(screen, report),
    '',
    ...unreadPart(screen, report),
    ...quiet.flatMap((section) => quietPart(screen, section)),
    ...loud.flatMap((section) => clusterPart(screen, section, (code) => whys.get(code))),
    ...undecidedPart(screen, report),
    ...notesPart(screen, report),
    ...waiverNewsPart(screen, report),
    ...conclusion(screen, report, problemsOf(report)),
  ];
  return joined(lines);
}
