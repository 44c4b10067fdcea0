import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../../', import.meta.url));

it('npm run demo: reports, a page, and one message for each turn of the story', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['cli/demo.ts'], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '' },
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^✓ shop {2}/m);
  for (const cluster of ['analytics', 'plant']) expect(stdout).toMatch(new RegExp(`^${cluster} {2}Kubernetes`, 'm'));
  expect(readFileSync(`${root}dist/demo/report.html`, 'utf8')).toContain('</html>');

  const titles = [...stdout.matchAll(/┌ Slack\n {2}│ (.*)/g)].map(([, title = '']) => title);
  expect(titles).toEqual([
    expect.stringContaining('First look at 111122223333'),
    expect.stringContaining('High in shop'),
    expect.stringContaining('No longer in shop'),
  ]);
  expect(stdout.match(/^Slack: nothing\.$/gm)).toEqual(['Slack: nothing.']);
});
