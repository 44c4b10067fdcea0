import { configKey } from './config-resource.ts';
import type { ConfigMemory, Evaluation } from './ports.ts';
import type { ConfigRule } from './question.ts';

/** Remembers what AWS Config was told as long as the process lives. */
export function configMemoryInMemory(): ConfigMemory {
  const put = new Map<string, Map<string, Evaluation>>();
  const of = ({ account, region, id }: ConfigRule): Map<string, Evaluation> => {
    const key = `${account}#${region}#${id}`;
    const known = put.get(key) ?? new Map<string, Evaluation>();
    put.set(key, known);
    return known;
  };
  return {
    lastPut: async (rule, resource) => of(rule).get(configKey(resource)),
    allPut: async (rule) => [...of(rule).values()],
    markPut: async (rule, evaluations) => {
      for (const evaluation of evaluations) {
        const key = configKey(evaluation.resource);
        const last = of(rule).get(key);
        if (last === undefined || last.orderedAt <= evaluation.orderedAt) of(rule).set(key, evaluation);
      }
    },
  };
}
