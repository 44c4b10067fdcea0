import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folders = ['bench', 'cli', 'functions', 'scripts', 'shared', 'test'];

const Named = z.object({ name: z.string() });

const CruiseResult = z.object({
  summary: z.object({
    totalCruised: z.int(),
    ruleSetUsed: z.object({ forbidden: z.array(Named) }),
    violations: z.array(z.object({ rule: Named, from: z.string(), to: z.string() })),
  }),
});

type Cruise = { readonly files: number; readonly rules: readonly string[]; readonly violations: readonly string[] };

/** Holds the sources in a folder (default: this checkout) to the arrows. A violation reads `rule: importer → imported`. */
export function cruise(folder: string = root): Cruise {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const existing = readdirSync(folder).filter((name) => folders.includes(name));
  const args = [program, '--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json', ...existing];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (!stdout) throw new Error(`dependency-cruiser said nothing: ${stderr}`);
  const { summary } = CruiseResult.parse(JSON.parse(stdout));
  return {
    files: summary.totalCruised,
    rules: summary.ruleSetUsed.forbidden.map(({ name }) => name),
    violations: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
  };
}

/** One import between two files; a path without a folder names a package or a Node module. */
export type Arrow = { readonly from: string; readonly to: string; readonly typeOnly?: boolean };

/** Writes a folder of nearly empty sources that holds exactly these imports; the caller removes it. */
export function aTreeWith(arrows: readonly Arrow[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-layers-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write('tsconfig.json', '{"compilerOptions":{"module":"nodenext","allowImportingTsExtensions":true,"noEmit":true}}');

  const imports = new Map<string, string[]>();
  const importsOf = (path: string) => imports.get(path) ?? imports.set(path, []).get(path) ?? [];
  for (const { from, to, typeOnly } of arrows) {
    importsOf(from).push(
      `import ${typeOnly ? 'type ' : ''}* as x${importsOf(from).length} from '${specifier(from, to)}';`,
    );
    if (isFile(to)) importsOf(to);
    else if (!to.startsWith('node:')) writePackage(write, to);
  }
  for (const [path, lines] of imports) write(path, `${lines.join('\n')}\nexport const value = 1;\n`);
  return folder;
}

const isFile = (path: string) => path.endsWith('.ts');

function specifier(from: string, to: string): string {
  if (!isFile(to)) return to;
  const path = relative(dirname(from), to);
  return path.startsWith('.') ? path : `./${path}`;
}

function writePackage(write: (path: string, text: string) => void, name: string): void {
  write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
  write(`node_modules/${name}/index.js`, 'exports.value = 1;\n');
}
