import { type Report, reportSchema } from '../engine/report.ts';
import { jsonText } from './text/json-text.ts';

/**
 * The report as JSON in the order of its schema, with invisible and control characters escaped. Ends with a line break.
 * Parsing only puts the members in order: what a run found is written in any case.
 */
export const renderJson = (report: Report): string => `${jsonText(reportSchema.safeParse(report).data ?? report, 2)}\n`;
