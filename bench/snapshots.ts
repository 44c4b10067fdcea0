import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fleet } from './fleet.ts';
import { costOf, medianCost } from './process-cost.ts';
import { number, table } from './table.ts';

const runs = 5;
/** Of accounts so large that a run takes a quarter of a minute. */
const runsOfLarge = 1;
const sizes = [10, 100, 200, 1_000, 2_000, 10_000] as const;
/** Enough heap for the largest, as a person would ask for. */
const heap = '--max-old-space-size=12288';

/** `check --snapshot` of growing accounts: process start, reading, judging and rendering. */
export async function measureSnapshots(bundle: string, folder: string): Promise<string> {
  const start = await medianCost(runs, () => costOf([bundle, '--version']));
  const rows: string[][] = [['`--version`', '', number(start.cpu * 1000), '', '', number(start.memory)]];
  let before: { readonly clusters: number; readonly cpu: number } | undefined;
  for (const clusters of sizes) {
    const file = join(folder, `fleet-${clusters}.json`);
    const text = JSON.stringify(fleet(clusters));
    await writeFile(file, text);
    const cost = await medianCost(clusters > 1_000 ? runsOfLarge : runs, () => costOfCheck(bundle, file));
    const cpu = cost.cpu - start.cpu;
    rows.push([
      `${number(clusters)} clusters`,
      number(text.length / 1e6, 1),
      number(cost.cpu * 1000),
      number((cpu * 1000) / clusters, 2),
      before === undefined ? '' : number((cpu / before.cpu) ** (1 / Math.log2(clusters / before.clusters)), 2),
      number(cost.memory),
    ]);
    before = { clusters, cpu };
    await rm(file);
  }
  return table(['`check --snapshot`', 'file, MB', 'CPU, ms', 'CPU a cluster, ms', 'each doubling', 'memory, MB'], rows);
}

const costOfCheck = (bundle: string, file: string) =>
  costOf([heap, bundle, 'check', '--snapshot', file], { codes: [0, 1, 3] });
