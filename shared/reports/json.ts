import { type Report, reportSchema } from '../engine/report.ts';

// The syntax of JSON has none of these outside strings, and inside one an escape means the same.
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const escaped = (character: string): string =>
  character === '\n'
    ? character
    : character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The report as JSON in the order of its schema, with invisible and control characters escaped. Ends with a line break. */
export const renderJson = (report: Report): string =>
  `${JSON.stringify(reportSchema.parse(report), null, 2).replace(unseen, escaped)}\n`;
