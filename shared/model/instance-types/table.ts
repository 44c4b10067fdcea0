import * as z from 'zod';
import type { InstanceTypeRecord } from '../snapshot/compute.ts';
import table from './instance-types.json' with { type: 'json' };

/** Hypervisor (none on bare metal), bare metal, vCPUs, MiB of memory, interfaces on the default card, addresses of one of them. */
const rowSchema = z.tuple([z.string().nullable(), z.boolean(), z.int(), z.int(), z.int(), z.int()]);

const rows = new Map<string, unknown>(Object.entries(table.types));

/** When AWS's answers were written down, `YYYY-MM-DD`. */
export const instanceTypeTableDate: string = table.date;

/** The names of all types in the table. */
export const instanceTypesInTable = (): readonly string[] => [...rows.keys()];

/**
 * What `ec2:DescribeInstanceTypes` answered about a type on the table's date; undefined for a type that it did not know then. The
 * table is large: import this module on demand, and never from what a function of the service is made of.
 */
export function instanceTypeInTable(name: string): InstanceTypeRecord | undefined {
  if (!rows.has(name)) return undefined;
  const [hypervisor, bareMetal, vcpus, memoryMib, maximumInterfaces, ipv4AddressesPerInterface] = rowSchema.parse(
    rows.get(name),
  );
  return {
    id: name,
    ...(hypervisor === null ? {} : { hypervisor }),
    bareMetal,
    vcpus,
    memoryMib,
    maximumInterfaces,
    ipv4AddressesPerInterface,
    tableDate: table.date,
  };
}
