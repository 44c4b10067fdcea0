import type { Diagnosis } from '../../engine/diagnosis.ts';
import { jsonText } from '../text/json-text.ts';

/** The diagnosis as JSON. Ends with a line break. */
export const renderDoctorJson = (diagnosis: Diagnosis): string => `${jsonText(diagnosis, 2)}\n`;
