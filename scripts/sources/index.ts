import { concepts } from './concepts.ts';
import { hybridNodes } from './hybrid-nodes.ts';
import { privateClusters } from './private-clusters.ts';
import { starburst } from './starburst.ts';
import type { Source } from './statement.ts';
import { workerNodes } from './worker-nodes.ts';

/** The documents that Plumbline began with. */
export const sources: readonly Source[] = [starburst, workerNodes, hybridNodes, concepts, privateClusters];
