import { readFile } from 'node:fs/promises';
import type { InstanceTypeRecord } from '../shared/model/snapshot/compute.ts';
import { writeGenerated } from './generated-files.ts';

const folder = 'shared/model/instance-types';
const file = 'instance-types.json';
const at = (path: string) => readFile(new URL(`../${path}`, import.meta.url), 'utf8');

/** The table as text, one type a line, its members in the order that shared/model/instance-types/table.ts reads. */
const tableText = (source: string, types: readonly InstanceTypeRecord[]): string => {
  const rows = types.map(({ id, hypervisor = null, bareMetal, vcpus, memoryMib, ...limits }) => {
    const row = [hypervisor, bareMetal, vcpus, memoryMib, limits.maximumInterfaces, limits.ipv4AddressesPerInterface];
    return `    ${JSON.stringify(id)}: [${row.map((member) => JSON.stringify(member)).join(', ')}]`;
  });
  const head = { date: new Date().toISOString().slice(0, 10), source };
  return `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "types": {\n${rows.join(',\n')}\n  }\n}\n`;
};

/** Local AWS carries AWS's own answers, and the release that is installed settles which: the table is as old as that release. */
const [, release] = /^moto\[server\]==(\S+)$/m.exec(await at('test/support/requirements.txt')) ?? [];
const source = `ec2:DescribeInstanceTypes, as carried by moto ${release}`;
const written = await at(`${folder}/${file}`).catch(() => '');
const isCurrent = written.includes(JSON.stringify(source));

async function table(): Promise<string> {
  if (isCurrent) return written;
  if (process.argv.includes('--check')) return '';
  const { describeLocalInstanceTypes } = await import('../test/support/local-instance-types.ts');
  return tableText(source, await describeLocalInstanceTypes());
}

await writeGenerated({ folder, owns: /\.json$/, files: new Map([[file, await table()]]) }, '`npm run docs`');
