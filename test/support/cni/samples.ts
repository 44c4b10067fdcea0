import * as z from 'zod';
import type { Bounds, NodeAddresses, NodeAddressing } from '../../../shared/model/cni.ts';
import { parseCniEnvironment } from '../../../shared/model/cni.ts';

const seen = z
  .union([z.int(), z.tuple([z.int(), z.int()])])
  .transform(
    (value): Bounds => (typeof value === 'number' ? { low: value, high: value } : { low: value[0], high: value[1] }),
  );

const rowSchema = z.tuple([
  z.string(),
  z.int(),
  z.string(),
  z.int(),
  z.string().regex(/^(any|burst|ramp|peak:\d+:(pack|spread))$/),
  z.enum(['steady', 'cycles', 'varies']),
  seen,
  seen,
  seen,
  seen,
  seen,
  seen,
]);

const samplesSchema = z.object({
  settings: z.record(
    z.string(),
    z.object({
      env: z.record(z.string(), z.string()),
      unmanagedEnis: z.int().optional(),
      nodeSubnetExcluded: z.boolean().optional(),
    }),
  ),
  types: z.record(z.string(), z.tuple([z.int(), z.int(), z.boolean(), z.boolean()])),
  vectors: z.array(rowSchema),
});

export type Counts = Omit<NodeAddresses, 'mode'>;

/** What the VPC CNI did on one node. */
export interface CniSample {
  readonly name: string;
  readonly node: NodeAddressing;
  /** Pods of which only `node.pods` are left. */
  readonly peak: number | undefined;
  readonly state: 'steady' | 'cycles' | 'varies';
  readonly seen: Counts;
}

export function readCniSamples(samples: unknown): CniSample[] {
  const { settings, types, vectors } = samplesSchema.parse(samples);
  return vectors.map(([type, maxPods, setting, pods, arrival, state, ...numbers]) => {
    const [maximumInterfaces, ipv4AddressesPerInterface, prefixDelegationSupported, trunkingCompatible] = known(
      types,
      type,
    );
    const { env, unmanagedEnis, nodeSubnetExcluded } = known(settings, setting);
    const [interfaces, secondaryAddresses, prefixes, nodeSubnetAddresses, podSubnetAddresses, podsServed] = numbers;
    const [, peak] = arrival.split(':');
    return {
      name: [type, maxPods, setting, pods, arrival, state].join(' '),
      node: {
        limits: { maximumInterfaces, ipv4AddressesPerInterface, prefixDelegationSupported, trunkingCompatible },
        settings: parseCniEnvironment(env),
        pods,
        branchPods: 0,
        maxPods,
        unmanagedInterfaces: unmanagedEnis ?? 0,
        nodeSubnetExcluded: nodeSubnetExcluded ?? false,
        windows: false,
      },
      peak: peak === undefined ? undefined : Number(peak),
      state,
      seen: { interfaces, secondaryAddresses, prefixes, nodeSubnetAddresses, podSubnetAddresses, podsServed },
    };
  });
}

function known<T>(values: Readonly<Record<string, T>>, key: string): T {
  const value = values[key];
  if (value === undefined) throw new Error(`The samples do not define ${key}`);
  return value;
}
