import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';

const serverless = 'node_modules/serverless/bin/serverless.js';

const resource = z.object({ Type: z.string(), Properties: z.record(z.string(), z.json()).default({}) });
const template = z.object({ Resources: z.record(z.string(), resource), Outputs: z.record(z.string(), z.json()) });
export type Template = z.output<typeof template>;

export interface PackagedStack {
  readonly template: Template;
  /** Where the template lies until `remove`. */
  readonly file: string;
  readonly remove: () => void;
}

/** Packages the stack as `serverless package` does, without network or credentials: proxies that lead nowhere see to that. */
export function packageStack(parameters: Readonly<Record<string, string>> = {}): PackagedStack {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-package-'));
  const args = Object.entries(parameters).flatMap(([name, value]) => ['--param', `${name}=${value}`]);
  const nowhere = 'http://127.0.0.1:9';
  execFileSync(process.execPath, [serverless, 'package', '--package', folder, ...args], {
    stdio: 'pipe',
    timeout: 120_000,
    // Also when another process packages at the same time.
    env: {
      PLUMBLINE_WORK_FOLDER: `.cache/esbuild-${process.pid}`,
      PATH: process.env.PATH,
      HOME: folder,
      HTTP_PROXY: nowhere,
      HTTPS_PROXY: nowhere,
    },
  });
  const file = join(folder, 'cloudformation-template-update-stack.json');
  return {
    template: template.parse(JSON.parse(readFileSync(file, 'utf8'))),
    file,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
