import type { PathReport, TracedPath } from '../../engine/path-report.ts';
import type { Hop, Outcome, PathVerdict, Trace } from '../../model/path/answer.ts';
import { hopWords, kindWords, outcomeMarks, questionWords, traceWords } from '../../model/path/words.ts';
import type { Missing } from '../../model/view/reveal.ts';
import { counted, missingWords, spokenTime } from '../digest/words.ts';
import { painter, type Style } from '../terminal/ansi.ts';
import { commandLines, joined, type Lines, paragraph, type Screen } from '../terminal/screen.ts';
import type { TerminalOptions } from '../terminal.ts';
import { padTo } from '../text/cells.ts';
import { matrixPart } from './matrix.ts';
import { blockWords, commandOf, verdictWords } from './words.ts';

/** The paths for a terminal: one hop by hop, several as a list by what they are for. */
export function renderPathTerminal(report: PathReport, options: TerminalOptions): string {
  const screen: Screen = { program: 'plumbline', ...options, paint: painter(options.colour) };
  const [only, ...others] = report.paths;
  const body =
    only && others.length === 0 && only.use === undefined ? pathPart(screen, report, only) : matrixPart(screen, report);
  return joined([...header(screen, report), '', ...body]);
}

function header(screen: Screen, { plumbline, account, region, observedAt, source }: PathReport): Lines {
  const origin = source === 'live' ? '' : ` (${source})`;
  const text = `account ${account} · ${region} · read ${spokenTime(observedAt)}${origin}`;
  return paragraph(screen, text, { lead: [['bold', `Plumbline ${plumbline}  `]], style: 'faint' });
}

export const styleOfVerdict: Readonly<Record<PathVerdict, Style>> = {
  reachable: 'good',
  blocked: 'critical',
  undecidable: 'undecided',
};

const styleOf: Readonly<Record<Outcome, Style>> = {
  passes: 'good',
  assumed: 'needed',
  blocked: 'high',
  undecided: 'undecided',
};

function pathPart(screen: Screen, report: PathReport, path: TracedPath): Lines {
  const { verdict, traces, question } = path;
  const shown = screen.verbose ? traces : traces.filter((trace) => trace === tellingOf(path));
  const hidden = traces.filter((trace) => !shown.includes(trace));
  return [
    ...paragraph(screen, `${report.cluster}: ${questionWords(question)}`, {
      lead: [
        [styleOfVerdict[verdict], verdictWords[verdict].toUpperCase()],
        ['plain', '  '],
      ],
      style: 'bold',
    }),
    ...shown.flatMap((trace) => ['', ...tracePart(screen, report, trace)]),
    ...(hidden.length === 0 ? [] : ['', ...hidden.flatMap((trace) => otherLine(screen, trace))]),
    ...missingPart(screen, path.missing),
    ...conclusion(screen, path),
  ];
}

/** The one trace that tells most: that which blocks, else one that is not decided, else the longest. */
function tellingOf({ traces }: TracedPath): Trace | undefined {
  const [longest] = [...traces].sort((a, b) => b.hops.length - a.hops.length);
  return traces.find(({ block }) => block) ?? traces.find(({ verdict }) => verdict === 'undecidable') ?? longest;
}

function tracePart(screen: Screen, { region }: PathReport, trace: Trace): Lines {
  const { block } = trace;
  const command = block && commandOf(block, region);
  return [
    ...paragraph(screen, traceWords(trace), { indent: 2, style: 'bold' }),
    ...trace.hops.flatMap((hop, index) => hopLines(screen, hop, trace.hops[index - 1])),
    ...(block ? ['', ...paragraph(screen, block.needed, { indent: 4, lead: [['needed', 'Needed: ']] })] : []),
    ...(block && block.part.length > 0
      ? paragraph(screen, block.part.join(', '), { indent: 4, lead: [['faint', 'Left out: ']] })
      : []),
    ...(command === undefined ? [] : commandLines(screen, command, 4)),
  ];
}

const kindColumn = Math.max(...Object.values(kindWords).map((word) => word.length));

function hopLines(screen: Screen, hop: Hop, before: Hop | undefined): Lines {
  const title = before?.heading === hop.heading ? [] : [headings[hop.heading]];
  const lead = [
    [styleOf[hop.outcome], `${outcomeMarks[hop.outcome]} `],
    ['faint', padTo(kindWords[hop.kind], kindColumn + 2)],
  ] as const;
  return [
    ...title.flatMap((text) => paragraph(screen, text, { indent: 4, style: 'faint' })),
    ...paragraph(screen, hopWords(hop), { indent: 4, lead }),
  ];
}

const headings = { forward: 'there', return: 'and back' } as const;

function otherLine(screen: Screen, trace: Trace): Lines {
  const outcome = trace.block ? 'blocked' : trace.verdict === 'reachable' ? 'passes' : 'undecided';
  const how = trace.block ? blockWords(trace.block) : verdictWords[trace.verdict];
  return paragraph(screen, `${traceWords(trace)}: ${how}`, {
    indent: 2,
    lead: [[styleOf[outcome], `${outcomeMarks[outcome]} `]],
  });
}

/** What was not observed, each fact once. */
export function missingPart(screen: Screen, missing: readonly Missing[]): Lines {
  if (missing.length === 0) return [];
  const lines = missing.map(({ kind, fact, resource, reason }) => {
    const what = `${missingWords[kind]}: ${fact}${resource === '' ? '' : ` of ${resource}`} (${reason}).`;
    return paragraph(screen, what, { indent: 2, lead: [['undecided', '? ']] });
  });
  return ['', ...lines.flat()];
}

function conclusion(screen: Screen, { verdict, traces }: TracedPath): Lines {
  const text = {
    reachable: 'Open in both directions.',
    blocked: 'Blocked at the component marked ✗; what comes after it was not asked.',
    undecidable: 'It cannot be told from what was observed.',
  }[verdict];
  const hint = !screen.verbose && traces.length > 1 ? ` --verbose shows all ${counted(traces.length, 'way')}.` : '';
  return ['', ...paragraph(screen, `${text}${hint}`)];
}
