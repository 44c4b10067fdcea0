import { baseStyle } from './base.ts';
import { findingsStyle } from './findings.ts';
import { overviewStyle } from './overview.ts';

/** The whole style sheet, a constant text: the page's content security policy admits it by its hash (`policy.ts`). */
export const style = baseStyle + overviewStyle + findingsStyle;
