import type { ConfigMemory, ConfigPorts, Evaluation } from './ports.ts';

/** Says what AWS Config would be told, in its place. */
export const putNothing =
  (log: (evaluation: Evaluation) => void): ConfigPorts['put'] =>
  async (_, evaluations) => {
    for (const evaluation of evaluations) log(evaluation);
  };

/** A memory in which nothing is marked as told. */
export const unput = (memory: ConfigMemory): ConfigMemory => ({
  lastPut: (rule, resource) => memory.lastPut(rule, resource),
  allPut: (rule) => memory.allPut(rule),
  markPut: async () => {},
});
