import { renderChanges } from './changes.ts';
import { painter } from './terminal/ansi.ts';
import { joined, paragraph, type Screen } from './terminal/screen.ts';
import type { TerminalOptions } from './terminal.ts';
import { jsonText } from './text/json-text.ts';

/** What would become of verdicts if a patch were applied. */
export interface Simulation {
  readonly account: string;
  readonly region: string;
  readonly observedAt: string;
  readonly changes: Parameters<typeof renderChanges>[0];
  /** Verdicts that are violated and not waived. */
  readonly violated: { readonly before: number; readonly after: number };
}

type Look = Omit<TerminalOptions, 'verbose'> & Partial<TerminalOptions>;

/** The difference for a terminal. */
export function renderSimulation({ account, region, changes, violated }: Simulation, look: Look): string {
  const screen: Screen = { width: look.width, verbose: false, program: 'plumbline', paint: painter(look.colour) };
  const head = paragraph(screen, `With the patch applied · account ${account} · ${region}`, { style: 'bold' });
  const counts = paragraph(
    screen,
    `Verdicts that are violated: ${violated.before} now, ${violated.after} with the patch.`,
  );
  return `${joined([...head, ''])}${renderChanges(changes, look)}${joined(counts)}`;
}

/** The difference as JSON, with invisible and control characters escaped. Ends with a line break. */
export const simulationJson = (simulation: Simulation): string => `${jsonText({ format: 1, ...simulation }, 2)}\n`;
