import type { Writable } from 'node:stream';
import type { Report } from '../shared/engine/report.ts';
import { renderHtml } from '../shared/reports/html/index.ts';
import { renderJson } from '../shared/reports/json.ts';
import { renderTerminal } from '../shared/reports/terminal.ts';
import { UsageError } from './errors.ts';
import { writeText } from './files.ts';

export const formats = ['terminal', 'json', 'html'] as const;
export type Format = (typeof formats)[number];

interface OutputOptions {
  readonly format?: Format;
  readonly output?: string;
  readonly verbose?: boolean;
}

const bySuffix: Readonly<Record<string, Format>> = { json: 'json', html: 'html', htm: 'html', txt: 'terminal' };

function formatOf({ format, output }: OutputOptions): Format {
  if (format !== undefined) return format;
  if (output === undefined) return 'terminal';
  const found = bySuffix[output.split('.').pop()?.toLowerCase() ?? ''];
  if (!found) throw new UsageError(`${output}: its ending names no format; add --format ${formats.join('|')}`);
  return found;
}

/** Colour when the terminal shows it, unless `NO_COLOR` (or `FORCE_COLOR`) says otherwise. */
export function hasColour(
  stream: NodeJS.WriteStream,
  { NO_COLOR, FORCE_COLOR, TERM }: NodeJS.ProcessEnv = process.env,
): boolean {
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== '0';
  return stream.isTTY === true && TERM !== 'dumb';
}

export const widthOf = (stream: NodeJS.WriteStream): number => Math.max(60, Math.min(stream.columns ?? 100, 140));

/** How this program is called again: in a checkout through npm. */
const program = process.env.npm_lifecycle_event === undefined ? 'plumbline' : 'npm run -s plumbline --';

/** How standard output shows text. */
export const terminalLook = () => ({ width: widthOf(process.stdout), colour: hasColour(process.stdout), program });

function render(report: Report, format: Format, toFile: boolean, verbose: boolean): string {
  if (format === 'json') return renderJson(report);
  if (format === 'html') return renderHtml(report);
  const look = terminalLook();
  return renderTerminal(report, { ...look, colour: look.colour && !toFile, verbose });
}

const isReaderGone = (error: Error): boolean => 'code' in error && error.code === 'EPIPE';

/**
 * Writes text and waits until it is taken, so that ending the program cuts nothing off. A reader that has seen enough, such as
 * `head`, is no failure.
 */
export const writeTo = (stream: Writable, text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const heard = () => {};
    stream.once('error', heard);
    stream.write(text, (error) => {
      if (!error) stream.off('error', heard);
      if (error && !isReaderGone(error)) reject(error);
      else resolve();
    });
  });

/** Renders the report to the file, or to standard output. */
export async function writeReport(report: Report, options: OutputOptions): Promise<void> {
  const { output, verbose = false } = options;
  const text = render(report, formatOf(options), output !== undefined, verbose);
  if (output === undefined) await writeTo(process.stdout, text);
  else await writeText(output, text);
}
