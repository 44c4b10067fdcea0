import {
  type Access,
  type ActionDiagnosis,
  type Diagnosis,
  type FactDiagnosis,
  isMissing,
  type Waiting,
} from '../../engine/diagnosis.ts';
import { counted, folded, spokenTime } from '../digest/words.ts';
import { printable } from '../printable.ts';
import { painter, type Style } from '../terminal/ansi.ts';
import { joined, type Lines, paragraph, type Screen } from '../terminal/screen.ts';
import type { TerminalOptions } from '../terminal.ts';
import { padTo } from '../text/cells.ts';

/** What can be known, for a terminal: first what is missing, that which most waits for on top. */
export function renderDoctorTerminal(diagnosis: Diagnosis, options: TerminalOptions): string {
  const screen: Screen = { program: 'plumbline', ...options, paint: painter(options.colour) };
  return joined([
    ...header(screen, diagnosis),
    '',
    ...missingPart(screen, diagnosis),
    ...factsPart(screen, 'Not read for another reason than a permission', diagnosis.beyond),
    ...factsPart(screen, 'AWS does not show; plumbline.yaml may declare', diagnosis.undeclared),
    ...restPart(screen, diagnosis),
    ...trailPart(screen, diagnosis),
    ...conclusion(screen, diagnosis),
  ]);
}

function header(screen: Screen, { plumbline, account, region, observedAt, source }: Diagnosis): Lines {
  const origin = source === 'live' ? '' : ` (${source})`;
  const text = `account ${account} · ${region} · read ${spokenTime(observedAt)}${origin}`;
  return paragraph(screen, text, { lead: [['bold', `Plumbline ${plumbline}  `]], style: 'faint' });
}

const words: Readonly<Record<Access, readonly [style: Style, word: string]>> = {
  denied: ['critical', 'denied'],
  throttled: ['high', 'throttled'],
  unavailable: ['high', 'unavailable'],
  late: ['high', 'late'],
  answered: ['medium', 'in part'],
  unasked: ['undecided', 'not asked'],
};

const missingWords = ['undecided', 'missing'] as const;
const column = 13;

const byWeight = (a: ActionDiagnosis, b: ActionDiagnosis): number =>
  b.clusters.length - a.clusters.length || b.waiting.verdicts - a.waiting.verdicts;

function missingPart(screen: Screen, { actions }: Diagnosis): Lines {
  const missing = actions.filter(isMissing).sort(byWeight);
  if (missing.length === 0) return [];
  return [
    screen.paint('bold', 'Not read'),
    ...missing.flatMap((one) => {
      const [style, word] = one.access ? words[one.access] : missingWords;
      const lead = [[style, word] as const, ['plain', ' '.repeat(Math.max(1, column - word.length))] as const];
      return [
        ...paragraph(screen, one.action, { indent: 2, lead, style: 'bold' }),
        ...paragraph(screen, needsOf(screen, one), { indent: 2 + column }),
        ...reasonsOf(screen, one).flatMap((text) => paragraph(screen, text, faintly)),
      ];
    }),
    '',
  ];
}

const faintly = { indent: 2 + column, style: 'faint' } as const;

/** What came of asking says enough of a live account; a file has to tell what it lacks. */
const reasonsOf = ({ verbose }: Screen, { access, reasons }: ActionDiagnosis): readonly string[] =>
  verbose ? reasons : access === undefined ? reasons.slice(0, 1) : [];

function needsOf(screen: Screen, { waiting, clusters, askedBy }: ActionDiagnosis): string {
  if (clusters.includes('')) return 'No rule says anything of clusters that cannot be listed.';
  if (clusters.length > 0) return `No rule says anything of ${folded(clusters, limitOf(screen))}.`;
  if (waiting.verdicts > 0) return waitingWords(screen, waiting);
  return `No verdict lacks it now; ${counted(askedBy.length, 'rule')} may ask.`;
}

const limitOf = ({ verbose }: Screen): number => (verbose ? Number.POSITIVE_INFINITY : 12);

function waitingWords(screen: Screen, { rules, verdicts, alone }: Waiting): string {
  const only = alone === verdicts ? '' : alone === 0 ? ', each for something else too' : `, ${alone} for nothing else`;
  const wait = verdicts === 1 ? 'waits' : 'wait';
  return `${counted(verdicts, 'verdict')} of ${counted(rules.length, 'rule')} ${wait} for it${only}: ${folded(rules, limitOf(screen))}.`;
}

function factsPart(screen: Screen, title: string, facts: readonly FactDiagnosis[]): Lines {
  if (facts.length === 0) return [];
  const width = Math.min(24, Math.max(...facts.map(({ fact }) => fact.length)));
  return [
    screen.paint('bold', title),
    ...[...facts]
      .sort((a, b) => b.waiting.verdicts - a.waiting.verdicts)
      .flatMap(({ fact, waiting, reasons }) => [
        ...paragraph(screen, waitingWords(screen, waiting), {
          indent: 2,
          lead: [['plain', `${padTo(fact, width)}  `]],
        }),
        ...(screen.verbose ? reasons.flatMap((text) => paragraph(screen, text, { indent: 4, style: 'faint' })) : []),
      ]),
    '',
  ];
}

/** What is in order: in a word, or action by action. */
function restPart(screen: Screen, { actions, source }: Diagnosis): Lines {
  const fine = actions.filter((action) => !isMissing(action));
  const unasked = fine.filter(({ access }) => access === 'unasked');
  const read = fine.filter(({ access }) => access !== 'unasked');
  const title = source === 'live' ? 'Allowed' : 'Nothing is missing of';
  return [
    ...(screen.verbose
      ? [screen.paint('bold', title), ...read.flatMap((action) => restLine(screen, action)), '']
      : paragraph(screen, counted(read.length, 'action'), { lead: [['good', `${title}: `]] })),
    ...(unasked.length === 0
      ? []
      : paragraph(
          screen,
          folded(
            unasked.map(({ action }) => action),
            limitOf(screen),
          ),
          {
            lead: [['faint', 'Not asked, for want of anything to ask it about: ']],
          },
        )),
  ];
}

const restLine = (screen: Screen, { action, askedBy }: ActionDiagnosis): Lines =>
  paragraph(screen, `${action} (${counted(askedBy.length, 'rule')})`, { indent: 2, lead: [['good', '✓ ']] });

const trailWords = {
  logging: ['good', 'a trail logs what changes networks and clusters'],
  missing: ['high', 'no trail logs what changes networks and clusters: a service here would be left to its sweeps'],
  unknown: ['undecided', 'nobody can see whether a trail logs what changes networks and clusters'],
} as const satisfies Record<NonNullable<Diagnosis['trail']>['state'], readonly [Style, string]>;

function trailPart(screen: Screen, { trail }: Diagnosis): Lines {
  if (!trail) return [];
  const [style, text] = trailWords[trail.state];
  const why = trail.state === 'unknown' && trail.reason !== undefined ? ` (${printable(trail.reason)})` : '';
  return paragraph(screen, `${text}${why}`, { lead: [[style, 'Change events: ']] });
}

function conclusion(screen: Screen, { actions, beyond, clusters, rules, verdicts }: Diagnosis): Lines {
  const missing = actions.filter(isMissing).sort(byWeight);
  const counts = `${counted(clusters, 'cluster')} · ${counted(rules.length, 'rule')} · ${verdicts.undecided} of ${counted(verdicts.all, 'verdict')} undecided`;
  const isWhole = missing.length === 0 && beyond.length === 0;
  const text = `${counts} · ${isWhole ? 'everything that a rule asks was read' : counted(missing.length, 'action is missing', 'actions are missing')}`;
  const denied = missing.filter(({ access }) => access === 'denied').map(({ action }) => action);
  return [
    '',
    ...paragraph(screen, text, { style: isWhole ? 'good' : 'undecided' }),
    ...(denied.length === 0
      ? []
      : paragraph(screen, `allow ${denied.join(', ')}, then ask again.`, { lead: [['faint', 'Next: ']] })),
  ];
}
