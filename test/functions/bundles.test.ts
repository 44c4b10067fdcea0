import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { functionBundle } from '../../scripts/function-bundle.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

describe('the bundles of the functions', () => {
  it('leave the table of instance types to the command line', async () => {
    const entryPoints = ['announce', 'check-cluster', 'config-rule', 'headroom', 'sweep'].map(
      (name) => `${root}functions/${name}.ts`,
    );
    const { metafile } = await build({ ...functionBundle, entryPoints, outdir: 'out', write: false, metafile: true });
    const inputs = Object.keys(metafile.inputs);
    expect(inputs.filter((file) => file.includes('instance-types/') && !file.endsWith('from-table.ts'))).toEqual([]);
    expect(inputs.some((file) => file.endsWith('shared/model/node-capacity.ts'))).toBe(true);
  });
});
