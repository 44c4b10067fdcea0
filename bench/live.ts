import { EC2Client } from '@aws-sdk/client-ec2';
import { seedCluster, seedNodeGroup } from '../test/support/local-account/clusters.ts';
import { seedNetwork } from '../test/support/local-account/network.ts';
import { type LocalAws, localRegion, startLocalAws } from '../test/support/local-aws.ts';
import { type Cost, costOf, medianCost } from './process-cost.ts';
import { number, table } from './table.ts';

const runs = 5;
const vpcs = 10;
const clustersPerVpc = 10;

async function seed(aws: LocalAws): Promise<void> {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const ec2 = new EC2Client({ endpoint: aws.url, region: localRegion, credentials });
  for (let vpc = 0; vpc < vpcs; vpc++) {
    const network = await seedNetwork(ec2);
    for (let number = 0; number < clustersPerVpc; number++) {
      const name = `cluster-${vpc}-${number}`;
      await seedCluster(aws.url, ec2, name, network);
      await seedNodeGroup(aws.url, name, 'workers', network);
    }
  }
  ec2.destroy();
}

interface Measured {
  readonly cost: Cost;
  readonly calls: ReadonlyMap<string, number>;
}

/** `check` of a live account beside a bare read of the same facts. */
export async function measureLive(bundle: string, bareRead: string): Promise<string> {
  const aws = await startLocalAws();
  try {
    await seed(aws);
    const measure = async (args: readonly string[]): Promise<Measured> => {
      const cost = await medianCost(runs, () => {
        aws.behaviour.calls.clear();
        return costOf(args, { env: aws.env, codes: [0, 1, 3] });
      });
      return { cost, calls: new Map(aws.behaviour.calls) };
    };
    const bare = await measure([bareRead]);
    const check = await measure([bundle, 'check', '--calls-per-second', '100000']);
    return [costs(bare, check), calls(bare, check)].join('\n\n');
  } finally {
    await aws.stop();
  }
}

function costs(bare: Measured, check: Measured): string {
  const row = (name: string, { cost }: Measured) => [
    name,
    number(cost.cpu * 1000),
    number(cost.cpu / bare.cost.cpu, 2),
    number(cost.memory),
    number(cost.memory / bare.cost.memory, 2),
  ];
  return table(
    ['100 clusters in 10 VPCs, live', 'CPU, ms', 'ratio', 'memory, MB', 'ratio'],
    [row('bare read', bare), row('`check`', check)],
  );
}

function calls(bare: Measured, check: Measured): string {
  const total = (of: ReadonlyMap<string, number>) => [...of.values()].reduce((sum, count) => sum + count, 0);
  const actions = [...new Set([...bare.calls.keys(), ...check.calls.keys()])].sort();
  const rows = actions.map((action) => [
    action,
    String(bare.calls.get(action) ?? 0),
    String(check.calls.get(action) ?? 0),
  ]);
  return table(
    ['Calls', 'lower bound', '`check`'],
    [...rows, ['all', String(total(bare.calls)), String(total(check.calls))]],
  );
}
