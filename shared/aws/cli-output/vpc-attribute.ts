import * as z from 'zod';
import { identified } from '../shapes/answer.ts';
import type { VpcAttributes } from '../shapes/vpcs.ts';
import { entryOf, type ReadEntries } from './entries.ts';

interface AttributeOfVpc {
  readonly VpcId?: string;
}

/** The output says of which VPC it is; the attribute is a member beside. The answer becomes `{ VpcId, <attribute> }`. */
export const vpcAttribute =
  (attribute: keyof VpcAttributes): ReadEntries =>
  (output, member) => {
    const { Value } = (output[member] ?? {}) as { Value?: unknown };
    const told = { VpcId: output.VpcId, [attribute]: Value };
    return [
      entryOf<AttributeOfVpc & object, unknown>(
        {
          record: ({ VpcId }) => ({ VpcId: identified(VpcId, 'VpcId'), Value }),
          schema: z.object({ VpcId: z.string(), Value: z.boolean() }),
          id: ({ VpcId }) => VpcId,
        },
        told,
        member,
      ),
    ];
  };
