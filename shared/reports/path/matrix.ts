import { shellWord } from '../../engine/aws-command.ts';
import type { PathReport, TracedPath } from '../../engine/path-report.ts';
import { pathVerdicts } from '../../model/path/answer.ts';
import { missingWords } from '../digest/words.ts';
import type { Style } from '../terminal/ansi.ts';
import { commandLines, type Lines, paragraph, type Screen } from '../terminal/screen.ts';
import { blockWords, verdictWords } from './words.ts';

const marks: Readonly<Record<TracedPath['verdict'], readonly [Style, string]>> = {
  reachable: ['good', '✓ '],
  blocked: ['high', '✗ '],
  undecidable: ['undecided', '? '],
};

/** Every path by what it is for; those of one origin and one fate share a line. */
export function matrixPart(screen: Screen, report: PathReport): Lines {
  const { paths, hidden } = report;
  const uses = Map.groupBy(paths, ({ use = '' }) => use);
  return [
    ...[...uses].flatMap(([use, members]) => [
      '',
      ...paragraph(screen, use, { indent: 2, style: 'bold' }),
      ...rowsOf(members).flatMap((row) => rowPart(screen, row)),
    ]),
    ...hidden.flatMap(({ fact, resource, reason, kind }) =>
      paragraph(
        screen,
        `${missingWords[kind]}: ${fact} of ${resource || 'this account'} (${reason}), so further paths are not known.`,
        {
          indent: 2,
          lead: [['undecided', '? ']],
        },
      ),
    ),
    '',
    ...paragraph(screen, totals(report)),
    ...nextStep(screen, report),
  ];
}

/** Paths that begin and end alike. */
const rowsOf = (paths: readonly TracedPath[]): readonly (readonly TracedPath[])[] => [
  ...Map.groupBy(paths, ({ question: { from }, verdict, block, missing }) =>
    JSON.stringify([from, verdict, block?.cause, block?.why, missing]),
  ).values(),
];

function rowPart(screen: Screen, row: readonly TracedPath[]): Lines {
  const [first] = row;
  if (!first) return [];
  const { question, verdict, block, missing } = first;
  const targets = [...Map.groupBy(row, ({ question: { to } }) => to)].map(([to, members]) => {
    const ports = members.map(({ question: asked }) => `${asked.protocol} ${asked.port}`);
    return { to, ports: ports.join(' and ') };
  });
  const onePort = new Set(targets.map(({ ports }) => ports)).size === 1;
  const list = targets.map(({ to, ports }) => (onePort ? to : `${to} ${ports}`)).join(', ');
  const text = `${question.from} → ${list}${onePort ? ` ${targets[0]?.ports ?? ''}` : ''}`;
  const why = block ? blockWords(block) : missing.map(({ reason }) => reason).join('; ');
  return [
    ...paragraph(screen, text, { indent: 4, lead: [marks[verdict]] }),
    ...(why === '' ? [] : paragraph(screen, why, { indent: 6 })),
    ...(block ? paragraph(screen, block.needed, { indent: 6, lead: [['needed', 'Needed: ']] }) : []),
  ];
}

function totals({ cluster, paths }: PathReport): string {
  const counts = pathVerdicts.map((verdict) => {
    const found = paths.filter((path) => path.verdict === verdict).length;
    return found === 0 ? [] : [`${found} ${verdictWords[verdict]}`];
  });
  return `${cluster}: ${paths.length} needed paths · ${counts.flat().join(' · ') || 'none known'}`;
}

function nextStep(screen: Screen, { cluster, paths }: PathReport): Lines {
  const worst =
    paths.find(({ verdict }) => verdict === 'blocked') ?? paths.find(({ verdict }) => verdict === 'undecidable');
  if (!worst) return [];
  const { from, to, protocol, port } = worst.question;
  const words = ['--cluster', cluster, '--from', from, '--to', to, '--port', String(port), '--protocol', protocol];
  return [
    ...paragraph(screen, 'this path hop by hop', { lead: [['faint', 'Next: ']] }),
    ...commandLines(screen, `${screen.program} path ${words.map(shellWord).join(' ')}`, 2),
  ];
}
