import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import manifest from '../../package.json' with { type: 'json' };
import { auditIn } from '../../scripts/support/production-audit.ts';

describe('the bill of materials', () => {
  it('has everything that is shipped, with its hash, and nothing that only builds or tests it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'plumbline-sbom-'));
    try {
      const file = join(folder, 'sbom.json');
      execFileSync(process.execPath, ['scripts/sbom.ts', file], { stdio: 'pipe' });
      const component = z.object({ name: z.string(), version: z.string(), hashes: z.array(z.json()).min(1) });
      const { components } = z.object({ components: z.array(component) }).parse(JSON.parse(readFileSync(file, 'utf8')));
      const versions = new Map(components.map(({ name, version }) => [name, version]));
      for (const [name, version] of Object.entries(manifest.dependencies)) expect(versions.get(name)).toBe(version);
      const building = Object.keys(manifest.devDependencies);
      expect(building.filter((name) => versions.has(name) && !(name in manifest.dependencies))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 60_000);
});

describe('what npm audit answers', () => {
  it('is none only when a whole report says so', () => {
    expect(auditIn('{"auditReportVersion":2,"vulnerabilities":{}}')).toEqual({ verdict: 'none', lines: [] });
  });

  it('names what was found', () => {
    const report = { vulnerabilities: { 'left-pad': { severity: 'high', range: '<1.3.0' } } };
    expect(auditIn(JSON.stringify(report))).toEqual({ verdict: 'found', lines: ['left-pad <1.3.0: high'] });
  });

  it.each([
    ['{"message":"request failed, reason: getaddrinfo","error":{}}', 'request failed, reason: getaddrinfo'],
    ['<html>405</html>', 'the registry gave no answer that can be read'],
    ['', 'the registry gave no answer that can be read'],
  ])('is not known from %s', (answer, line) => {
    expect(auditIn(answer)).toEqual({ verdict: 'not known', lines: [line] });
  });
});
