import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { bundleReaders } from '../../scripts/esbuild-bundle-readers.ts';
import { functionBundle } from '../../scripts/function-bundle.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-readers-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The SDK clients in a bundle of the readers that plumbline.yaml leaves. */
async function clientsWith(config: string): Promise<readonly string[]> {
  writeFileSync(join(folder, 'plumbline.yaml'), config);
  const { metafile } = await build({
    ...functionBundle,
    entryPoints: ['functions/support/bundled-readers.ts'],
    plugins: [bundleReaders(folder)],
    outfile: 'out.mjs',
    write: false,
    metafile: true,
  });
  const [output] = Object.values(metafile.outputs);
  const files = Object.entries(output?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  const clients = files.flatMap(([file]) => /@aws-sdk\/client-([a-z0-9-]+)/.exec(file)?.[1] ?? []);
  return [...new Set(clients)].sort();
}

const loadBalancing = ['elastic-load-balancing', 'elastic-load-balancing-v2'];
const off = (...codes: string[]) => `rules: { ${codes.map((code) => `${code}: off`).join(', ')} }\n`;

describe('the bundle of the readers', () => {
  it('has the clients that the rules ask for, and that of Route 53 only with host names', async () => {
    const clients = [...loadBalancing, 'iam', 'service-quotas'];
    expect(await clientsWith('')).toEqual(clients);
    const declared = "declare: { '*': { hostnames: [{ name: app.example.com, zone: public }] } }";
    expect(await clientsWith(declared)).toEqual([...clients, 'route-53'].sort());
  });

  it('does not carry a client that only rules ask for that are off', async () => {
    expect(await clientsWith(off('B13', 'J5', 'J6', 'G3', 'F11'))).toEqual(loadBalancing);
    expect(await clientsWith(off('G9', 'K1', 'K2', 'K3', 'K4', 'K5', 'B13', 'J5', 'J6'))).toEqual(['service-quotas']);
  });
});
