import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../../', import.meta.url));

it('ends quietly, and with its own code, when the reader has seen enough', async () => {
  const check = `'${process.execPath}' cli/main.ts check --snapshot examples/sample-account.json --format json`;
  const { stdout, stderr } = await promisify(execFile)(
    'sh',
    ['-c', `{ ${check}; echo "ended with $?" >&2; } | head -c 1`],
    {
      cwd: root,
      env: { ...process.env, NODE_OPTIONS: '' },
    },
  );
  expect([stdout, stderr]).toEqual(['{', 'ended with 1\n']);
});
