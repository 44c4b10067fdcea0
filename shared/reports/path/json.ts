import type { PathReport } from '../../engine/path-report.ts';
import { jsonText } from '../text/json-text.ts';

/** The paths with every hop as JSON. Ends with a line break. */
export const renderPathJson = (report: PathReport): string => `${jsonText(report, 2)}\n`;
