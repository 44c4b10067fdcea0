import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fleet } from './fleet.ts';
import { costOf, medianCost } from './process-cost.ts';
import { number, table } from './table.ts';

const runs = 5;

/** `check --snapshot` of growing accounts: process start, reading, judging and rendering. */
export async function measureSnapshots(bundle: string, folder: string): Promise<string> {
  const start = await medianCost(runs, () => costOf([bundle, '--version']));
  const rows: string[][] = [['`--version`', '', number(start.cpu * 1000), '', number(start.memory)]];
  for (const clusters of [10, 100, 1000]) {
    const file = join(folder, `fleet-${clusters}.json`);
    const text = JSON.stringify(fleet(clusters));
    await writeFile(file, text);
    const cost = await medianCost(runs, () => costOfCheck(bundle, file));
    const each = ((cost.cpu - start.cpu) * 1000) / clusters;
    rows.push([
      `${clusters} clusters`,
      number(text.length / 1e6, 1),
      number(cost.cpu * 1000),
      number(each, 2),
      number(cost.memory),
    ]);
  }
  return table(['`check --snapshot`', 'file, MB', 'CPU, ms', 'CPU a cluster, ms', 'memory, MB'], rows);
}

const costOfCheck = (bundle: string, file: string) =>
  costOf([bundle, 'check', '--snapshot', file], { codes: [0, 1, 3] });
