import type { Fix } from '../../engine/verdict.ts';
import {
  type Consequence,
  codesOf,
  findingsOf,
  head,
  type Problem,
  problemsByKind,
  resourcesOf,
} from '../digest/problems.ts';
import { folded, resourceList, severityWords } from '../digest/words.ts';
import { evidenceLine, evidenceTable } from './evidence.ts';
import { commandLines, type Lines, paragraph, type Screen } from './screen.ts';

const indent = 6;
const shownOfAKind = 3;
const shownIds = 5;

/** The reason that a rule exists, by its code. */
export type WhyOf = (code: string) => string | undefined;

/** The problems of a cluster; without `verbose` those of one kind are folded after the third. */
export function problemsPart(screen: Screen, problems: readonly Problem[], whyOf: WhyOf): Lines {
  return problemsByKind(problems).flatMap((alike) => {
    const shown = screen.verbose ? alike : alike.slice(0, shownOfAKind);
    const blocks = shown.flatMap((problem) => ['', ...problemPart(screen, problem, whyOf)]);
    return [...blocks, ...moreOfAKind(screen, alike.slice(shown.length))];
  });
}

function moreOfAKind(screen: Screen, hidden: readonly Problem[]): Lines {
  if (hidden.length === 0) return [];
  const causes = folded(
    hidden.map((problem) => head(problem).violation.cause.resource),
    shownIds,
  );
  const text = `${hidden.length} more of this kind (${causes}); --verbose shows each with its fix.`;
  return ['', ...paragraph(screen, text, { indent: 2, lead: [['faint', '… ']], style: 'faint' })];
}

function problemPart(screen: Screen, problem: Problem, whyOf: WhyOf): Lines {
  const [{ code }, ...others] = problem.consequences;
  const { message } = head(problem).violation;
  const why = screen.verbose ? whyOf(code) : undefined;
  return [
    ...paragraph(screen, message, {
      indent: 2,
      lead: [
        [problem.severity, severityWords[problem.severity].toUpperCase()],
        ['bold', `  ${codesOf(problem).join(', ')}  `],
      ],
    }),
    ...(why === undefined ? [] : paragraph(screen, why, { indent, style: 'faint' })),
    ...(screen.verbose ? [] : resourcesLine(screen, problem)),
    ...evidencePart(screen, problem),
    ...others.flatMap((consequence) => consequencePart(screen, consequence)),
    ...alsoInLine(screen, problem),
    ...fixesOf(problem, screen.verbose).flatMap((fix) => fixPart(screen, fix)),
  ];
}

function resourcesLine(screen: Screen, problem: Problem): Lines {
  const resources = resourcesOf(problem.consequences[0].findings);
  const [only, second] = resources;
  const known = !second && (only?.type === 'cluster' || head(problem).violation.message.includes(only?.id ?? ''));
  return known ? [] : paragraph(screen, resourceList(resources, shownIds), { indent });
}

function evidencePart(screen: Screen, problem: Problem): Lines {
  if (!screen.verbose) return evidenceLine(screen, head(problem), indent);
  const { message } = head(problem).violation;
  return findingsOf(problem)
    .slice(0, problem.consequences[0].findings.length)
    .flatMap((finding) => evidenceTable(screen, finding, message, indent));
}

function consequencePart(screen: Screen, { code, severity, findings }: Consequence): Lines {
  const { message } = findings[0].violation;
  const lead = [['faint', `Also ${code} (${severity}): `]] as const;
  if (screen.verbose) {
    return [
      ...paragraph(screen, message, { indent, lead }),
      ...findings.flatMap((finding) => evidenceTable(screen, finding, message, indent + 2)),
    ];
  }
  const resources = resourcesOf(findings);
  const list =
    resources.length === 1 ? [] : paragraph(screen, resourceList(resources, shownIds), { indent: indent + 2 });
  return [...paragraph(screen, message, { indent, lead }), ...list];
}

const alsoInLine = (screen: Screen, { alsoIn }: Problem): Lines =>
  alsoIn.length === 0
    ? []
    : paragraph(
        screen,
        `The same cause is reported for ${folded(alsoIn, screen.verbose ? Number.POSITIVE_INFINITY : 3)}.`,
        {
          indent,
          style: 'faint',
        },
      );

/** The first one does away with the cause; the others, each once, are for those who want everything. */
function fixesOf(problem: Problem, all: boolean): readonly Fix[] {
  const fixes = findingsOf(problem).map(({ violation: { fix } }) => fix);
  const distinct = [...new Map(fixes.map((fix) => [`${fix.text}\n${fix.command ?? ''}`, fix])).values()];
  return all ? distinct : distinct.slice(0, 1);
}

const fixPart = (screen: Screen, { text, command }: Fix): Lines => [
  ...paragraph(screen, text, { indent, lead: [['good', 'Fix: ']] }),
  ...(command === undefined ? [] : commandLines(screen, command, indent)),
];
