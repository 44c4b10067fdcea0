import type { Report } from '../../engine/report.ts';
import type { ReportedVerdict } from '../digest/problems.ts';
import { waivedGroups, waiverNews, waiverWords } from '../digest/waived.ts';
import { resourceList } from '../digest/words.ts';
import { type Lines, paragraph, type Screen } from './screen.ts';

const shownIds = 5;

/** What is wrong and waived: by whom, why, and until when. */
export const waivedPart = (screen: Screen, verdicts: readonly ReportedVerdict[]): Lines =>
  waivedGroups(verdicts).flatMap((group) => {
    const limit = screen.verbose ? Number.POSITIVE_INFINITY : shownIds;
    const resources = resourceList(
      group.verdicts.map(({ resource }) => resource),
      limit,
    );
    return [
      '',
      ...paragraph(screen, group.message, {
        indent: 2,
        lead: [
          ['faint', 'WAIVED'],
          ['bold', `  ${group.code}  `],
        ],
        style: 'faint',
      }),
      ...paragraph(screen, resources, { indent: 6, style: 'faint' }),
      ...paragraph(screen, `Waived ${waiverWords(group.waiver)}`, { indent: 6, style: 'faint' }),
    ];
  });

/** Waivers that end, have ended, match nothing or are refused. */
export function waiverNewsPart(screen: Screen, report: Report): Lines {
  const news = waiverNews(report);
  if (news.length === 0) return [];
  return ['', ...news.flatMap((text) => paragraph(screen, text, { lead: [['undecided', 'Waiver: ']] }))];
}
