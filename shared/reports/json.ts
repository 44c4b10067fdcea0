import { type Report, reportSchema } from '../engine/report.ts';
import { jsonText } from './text/json-text.ts';

/** The report as JSON in the order of its schema, with invisible and control characters escaped. Ends with a line break. */
export const renderJson = (report: Report): string => `${jsonText(reportSchema.parse(report), 2)}\n`;
