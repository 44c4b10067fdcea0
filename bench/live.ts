import { startLocalAws } from '../test/support/local-aws.ts';
import { seedHundred } from './account.ts';
import { type Cost, costOf, medianCost } from './process-cost.ts';
import { number, table } from './table.ts';

const runs = 5;

interface Measured {
  readonly cost: Cost;
  readonly calls: ReadonlyMap<string, number>;
}

/** `check` of a live account beside a bare read of the same facts. */
export async function measureLive(bundle: string, bareRead: string): Promise<string> {
  const aws = await startLocalAws();
  try {
    await seedHundred(aws);
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
