import * as z from 'zod';
import { ipAddressTypes } from '../../shared/model/load-balancer-subnets/resolution.ts';
import type { SubnetRecord } from '../../shared/model/snapshot/vpc.ts';
import { AccountView, type ClusterView } from '../../shared/model/view/views.ts';
import { route } from './record-builders.ts';
import { aSnapshot } from './snapshot-builders.ts';

/** One row of lbc.json: what the controller was asked, and what it answered. */
const sampleSchema = z.object({
  id: z.string(),
  input: z.object({
    op: z.enum(['selector', 'nameOrId']).optional(),
    namesOrIds: z.array(z.string()).default([]),
    ids: z.array(z.string()).default([]),
    tagSelector: z.record(z.string(), z.array(z.string())).default({}),
    gates: z.record(z.string(), z.boolean()).optional(),
    lb: z.enum(['alb', 'nlb']),
    scheme: z.enum(['internet-facing', 'internal']),
    ipAddressType: z.enum(ipAddressTypes).default('ipv4'),
    subnets: z.array(
      z.object({
        id: z.string(),
        az: z.string(),
        free: z.int(),
        outpost: z.boolean().optional(),
        ipv6: z.string().optional(),
        vpc: z.string().default('vpc-1'),
        tags: z.record(z.string(), z.string()).default({}),
      }),
    ),
    routeTables: z
      .array(
        z.object({
          id: z.string(),
          main: z.boolean().default(false),
          subnets: z.array(z.string()).default([]),
          routes: z
            .array(
              z.object({
                dest: z.string(),
                target: z.string(),
                state: z.enum(['active', 'blackhole']).default('active'),
              }),
            )
            .default([]),
        }),
      )
      .default([]),
  }),
  expected: z.object({
    subnets: z.array(z.string()).optional(),
    kind: z.string().optional(),
    error: z.string().optional(),
    path: z.string().optional(),
  }),
});
export type Sample = z.output<typeof sampleSchema>;

export const samplesSchema = z.object({
  meta: z.object({ zones: z.record(z.string(), z.tuple([z.string(), z.string()])) }),
  vectors: z.array(sampleSchema),
});

export type Zones = z.output<typeof samplesSchema>['meta']['zones'];

const targetKind = (id: string) =>
  id === 'local' ? 'local' : id.startsWith('igw-') ? 'internet-gateway' : 'nat-gateway';

/** The cluster `demo` in the VPC of the row. `zones`: id and type by name. */
export function viewOfSample({ input }: Pick<Sample, 'input'>, zones: Zones): ClusterView {
  const healthy = aSnapshot({ cluster: { vpcId: 'vpc-1' } });
  const [template] = healthy.subnets as SubnetRecord[];
  if (!template) throw new Error('the healthy snapshot has subnets');
  const snapshot = {
    ...healthy,
    subnets: input.subnets.map(({ id, az, free, outpost, ipv6, vpc, tags }) => ({
      ...template,
      id,
      vpcId: vpc,
      zone: az,
      zoneId: zones[az]?.[0] ?? '',
      freeIpv4Addresses: free,
      ipv6Cidrs: ipv6 === 'associated' ? ['2001:db8::/64'] : [],
      tags,
      ...(outpost ? { outpostArn: 'arn:aws:outposts:us-east-1:111122223333:outpost/op-1' } : {}),
    })),
    routeTables: input.routeTables.map(({ id, main, subnets, routes }) => ({
      id,
      vpcId: 'vpc-1',
      ownerId: '111122223333',
      main,
      subnetIds: subnets,
      propagatingGatewayIds: [],
      tags: {},
      routes: routes.map(({ dest, target, state }) => route(dest, targetKind(target), target, { state })),
    })),
    availabilityZones: Object.entries(zones).map(([name, [id, type]]) => ({ id, name, type })),
  };
  const [view] = new AccountView(snapshot).clusters;
  if (!view) throw new Error('the sample has a cluster');
  return view;
}
