import type { Report } from '../../engine/report.ts';
import { folded, spokenTime } from '../digest/words.ts';
import { type Lines, paragraph, type Screen } from './screen.ts';

/** What was checked, and when it was read. */
export function header(screen: Screen, { plumbline, account, region, observedAt, source }: Report): Lines {
  const origin = source === 'live' ? '' : ` (${source})`;
  const text = `account ${account} · ${region} · read ${spokenTime(observedAt)}${origin}`;
  return paragraph(screen, text, { lead: [['bold', `Plumbline ${plumbline}  `]], style: 'faint' });
}

/** What was taken for granted while clusters were judged, each sentence once. */
export function notesPart(screen: Screen, { clusters }: Report): Lines {
  const notes = clusters.flatMap(({ name, notes }) => notes.map((text) => ({ name, text })));
  const lines = [...Map.groupBy(notes, ({ text }) => text)].flatMap(([text, members]) => {
    const names = folded(
      members.map(({ name }) => name),
      screen.verbose ? Number.POSITIVE_INFINITY : 3,
    );
    return paragraph(screen, `${text} (${names})`, { lead: [['faint', 'Note: ']], style: 'faint' });
  });
  return lines.length === 0 ? [] : ['', ...lines];
}
