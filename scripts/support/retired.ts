import * as z from 'zod';
import { counted } from '../../shared/reports/digest/words.ts';

const answers = z.union([
  z.object({ undone: z.literal(true) }),
  z.object({
    since: z.string(),
    clusters: z.int(),
    findings: z.int(),
    left: z.array(z.string()),
    unavailable: z.array(z.string()),
  }),
]);

/** What the function `retire` answered, for people. */
export interface Retired {
  readonly lines: readonly string[];
  readonly isDone: boolean;
}

/** Reads what `serverless invoke` printed; undefined when the function did not answer. */
export function retiredIn(printed: string): Retired | undefined {
  const answer = answers.safeParse(parsed(printed.slice(Math.max(0, printed.indexOf('{')))));
  if (!answer.success) return undefined;
  const { data } = answer;
  if ('undone' in data)
    return { lines: ['The service works again; its next look at each cluster is a first one.'], isDone: true };
  const { since, clusters, findings, left, unavailable } = data;
  const isDone = left.length === 0;
  return {
    isDone,
    lines: [
      `Retired since ${since}; closed: ${counted(findings, 'finding')} of ${counted(clusters, 'cluster')}.`,
      ...unavailable.map((reason) => `  not there: ${reason}`),
      ...left.map((reason) => `  left: ${reason}`),
      ...(isDone ? ['Nothing is left. `npm run remove` takes the stack away; the table stays.'] : []),
    ],
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
