// `npm run docs`: runs every scripts/generate-*.ts. With --check they write nothing and fail when a committed file is stale.
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

for (const generator of globSync('scripts/generate-*.ts', { cwd: root }).sort()) {
  const { status } = spawnSync(process.execPath, [generator, ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
