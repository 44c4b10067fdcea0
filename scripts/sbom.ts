// `npm run sbom [file]`: a software bill of materials in CycloneDX, of what the functions and the command line are made of.
import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod';
import manifest from '../package.json' with { type: 'json' };

const flag = z.boolean().default(false);
const lock = z.object({
  packages: z.record(z.string(), z.object({ version: z.string(), dev: flag, optional: flag, devOptional: flag })),
});
const bill = z.looseObject({
  bomFormat: z.literal('CycloneDX'),
  metadata: z.looseObject({ component: z.looseObject({ name: z.string() }) }),
  components: z.array(z.looseObject({ 'bom-ref': z.string() })),
  dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()).default([]) })),
});

/** `name@version` of what is installed with `--omit=dev --omit=optional`. npm's own `--omit` leaves out what tools need too. */
async function shipped(): Promise<ReadonlySet<string>> {
  const { packages } = lock.parse(JSON.parse(await readFile('package-lock.json', 'utf8')));
  return new Set(
    Object.entries(packages)
      .filter(([, { dev, optional, devOptional }]) => !dev && !optional && !devOptional)
      .map(([path, { version }]) => `${path.split('node_modules/').pop() || manifest.name}@${version}`),
  );
}

function wholeBill(): z.output<typeof bill> {
  const args = ['sbom', '--sbom-format=cyclonedx', '--package-lock-only'];
  const { status, stdout } = spawnSync('npm', args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (status !== 0) throw new Error(`npm ${args.join(' ')} ended with ${status}.`);
  return bill.parse(JSON.parse(stdout));
}

const [file = 'dist/sbom.cdx.json'] = process.argv.slice(2);
const refs = await shipped();
const { metadata, components, dependencies, ...rest } = wholeBill();
const kept = components.filter((component) => refs.has(component['bom-ref']));
const links = dependencies
  .filter(({ ref }) => refs.has(ref))
  .map((link) => ({ ...link, dependsOn: link.dependsOn.filter((ref) => refs.has(ref)) }));
// npm calls it by the folder that it lies in.
const component = { ...metadata.component, name: manifest.name };
const whole = { ...rest, metadata: { ...metadata, component }, components: kept, dependencies: links };
await mkdir(dirname(file), { recursive: true });
await writeFile(file, `${JSON.stringify(whole, null, 2)}\n`);
console.log(`${file}: ${kept.length} components`);
