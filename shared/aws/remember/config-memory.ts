import * as z from 'zod';
import { configKey } from '../../app/config-rule/config-resource.ts';
import type { ConfigMemory, Evaluation } from '../../app/config-rule/ports.ts';
import type { ConfigRule } from '../../app/config-rule/question.ts';
import { afterRetention } from '../../app/findings/retention.ts';
import { complianceTypes } from '../../reports/config-evaluation.ts';
import { schema } from './items.ts';
import { attribute, phrase } from './phrase.ts';
import { Table } from './table.ts';

const putItem = z.object({
  schema: z.literal(schema),
  resource: z.object({ type: z.string(), id: z.string() }),
  complianceType: z.enum(complianceTypes),
  annotation: z.string(),
  orderedAt: z.string(),
  expiresAt: z.int(),
});

const partitionOf = ({ account, region, id }: ConfigRule): string => `P#${account}#${region}#${id}`;

const together = 10;

/**
 * What AWS Config was told, in the same table as everything else. An evaluation that is as it was for longer than findings are kept
 * is forgotten and told once more.
 */
export function dynamoConfigMemory(tableName: string, now: () => Date = () => new Date()): ConfigMemory {
  const table = new Table(tableName);
  const kept = (item: object): readonly Evaluation[] => {
    const { schema: _, expiresAt, ...evaluation } = putItem.parse(item);
    return expiresAt * 1_000 > now().getTime() ? [evaluation] : [];
  };
  return {
    lastPut: async (rule, resource) => {
      const item = await table.get({ pk: partitionOf(rule), sk: configKey(resource) });
      return item && kept(item)[0];
    },
    allPut: async (rule) => (await table.query(partitionOf(rule), 'AWS::')).flatMap(kept),
    markPut: async (rule, evaluations) => {
      for (let start = 0; start < evaluations.length; start += together) {
        await Promise.all(
          evaluations.slice(start, start + together).map((evaluation) => mark(table, rule, evaluation)),
        );
      }
    },
  };
}

async function mark(table: Table, rule: ConfigRule, evaluation: Evaluation): Promise<void> {
  const orderedAt = attribute('orderedAt');
  await table.update({
    key: { pk: partitionOf(rule), sk: configKey(evaluation.resource) },
    set: { ...evaluation, schema, expiresAt: Math.floor(Date.parse(afterRetention(evaluation.orderedAt)) / 1_000) },
    conditions: [phrase`(attribute_not_exists(${orderedAt}) OR ${orderedAt} <= ${evaluation.orderedAt})`],
  });
}
