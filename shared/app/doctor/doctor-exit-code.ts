import { type Diagnosis, isMissing } from '../../engine/diagnosis.ts';
import type { ExitCode } from '../exit-code.ts';

/** 0 when everything that a rule asks could be read; else 1. What nobody declared is no failure. */
export const doctorExitCode = ({ actions, beyond }: Diagnosis): ExitCode =>
  actions.some(isMissing) || beyond.length > 0 ? 1 : 0;
