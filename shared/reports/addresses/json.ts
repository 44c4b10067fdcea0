import { jsonText } from '../text/json-text.ts';
import type { NodeAddressReport } from './node-addresses.ts';
import type { AddressReport } from './outlook.ts';

/** Either report as JSON, with invisible and control characters escaped. Ends with a line break. */
export const addressesJson = (report: AddressReport | NodeAddressReport): string =>
  `${jsonText({ format: 1, ...report }, 2)}\n`;
