import { spawn } from 'node:child_process';

/** What a process cost: seconds of CPU (user and system), seconds by the clock, megabytes of memory at its peak. */
export interface Cost {
  readonly cpu: number;
  readonly clock: number;
  readonly memory: number;
}

/** Appended to a program by `--import`: writes the process's own figures to file descriptor 3 when it ends. */
const meter = `data:text/javascript,${encodeURIComponent(`
import { writeSync } from 'node:fs';
process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  writeSync(3, JSON.stringify({ cpu: (user + system) / 1e6, memory: process.resourceUsage().maxRSS / 1024 }));
});`)}`;

/** Runs a program of Node to its end, and measures it. Throws when it ends with anything but the codes allowed. */
export function costOf(
  args: readonly string[],
  { env = {}, codes = [0] }: { env?: NodeJS.ProcessEnv; codes?: number[] } = {},
): Promise<Cost> {
  const start = performance.now();
  const child = spawn(process.execPath, ['--import', meter, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const [said, metered] = [2, 3].map((descriptor) => {
    const chunks: Buffer[] = [];
    child.stdio[descriptor]?.on('data', (data: Buffer) => chunks.push(data));
    return () => Buffer.concat(chunks).toString();
  }) as [() => string, () => string];
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      const clock = (performance.now() - start) / 1000;
      if (code === null || !codes.includes(code)) reject(new Error(`${args.join(' ')} ended with ${code}: ${said()}`));
      else resolve({ clock, ...(JSON.parse(metered()) as Omit<Cost, 'clock'>) });
    });
  });
}

/** The run with the median CPU time of several. */
export async function medianCost(runs: number, run: () => Promise<Cost>): Promise<Cost> {
  const costs: Cost[] = [];
  for (let index = 0; index < runs; index++) costs.push(await run());
  costs.sort((a, b) => a.cpu - b.cpu);
  const median = costs[Math.floor(costs.length / 2)];
  if (!median) throw new RangeError('At least one run is needed.');
  return median;
}
