import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from '@jest/globals';
import { type Arrow, aTreeWith, cruise } from './support/cruise.ts';

const arrow = (from: string, to: string): Arrow => ({ from, to });

/** For each rule, imports that it must refuse. */
const refused: Readonly<Record<string, readonly Arrow[]>> = {
  'model-imports-only-what-it-may': [
    arrow('shared/model/a.ts', 'shared/engine/verdict.ts'),
    arrow('shared/model/b.ts', 'node:fs'),
    arrow('shared/model/c.ts', 'yaml'),
  ],
  'engine-imports-only-what-it-may': [arrow('shared/engine/a.ts', 'shared/rules/index.ts')],
  'rules-imports-only-what-it-may': [
    arrow('shared/rules/addresses/a.ts', 'shared/reports/json.ts'),
    arrow('shared/rules/addresses/b.ts', 'node:os'),
  ],
  'reports-imports-only-what-it-may': [arrow('shared/reports/a.ts', 'node:fs')],
  'config-imports-only-what-it-may': [arrow('shared/config/a.ts', 'node:path')],
  'app-imports-only-what-it-may': [
    arrow('shared/app/a.ts', 'shared/aws/collect/live.ts'),
    arrow('shared/app/b.ts', 'shared/iac/plan.ts'),
    arrow('shared/app/e.ts', 'node:fs'),
  ],
  'iac-imports-only-what-it-may': [arrow('shared/iac/a.ts', 'shared/aws/shapes/subnet.ts')],
  'aws-shapes-imports-only-what-it-may': [arrow('shared/aws/shapes/a.ts', 'shared/aws/collect/live.ts')],
  'aws-imports-only-what-it-may': [arrow('shared/aws/collect/a.ts', 'shared/rules/index.ts')],
  'shapes-know-only-sdk-types': [arrow('shared/aws/shapes/b.ts', '@aws-sdk/client-ec2')],
  'rules-stay-apart': [
    arrow('shared/rules/addresses/c.ts', 'shared/rules/addresses/d.ts'),
    arrow('shared/rules/addresses/e.ts', 'shared/rules/zones/f.ts'),
    arrow('shared/rules/addresses/g.ts', 'shared/rules/zones/index.ts'),
    arrow('shared/rules/shared-by-rules.ts', 'shared/rules/zones/f.ts'),
    arrow('shared/rules/addresses/h.ts', 'shared/rules/index.ts'),
  ],
  'only-aws-knows-the-sdk': [
    arrow('cli/a.ts', '@aws-sdk/client-eks'),
    arrow('shared/app/c.ts', '@aws-sdk/client-eks'),
    arrow('functions/a.ts', '@smithy/types'),
  ],
  'shared-points-inward': [arrow('shared/app/d.ts', 'cli/b.ts'), arrow('shared/model/d.ts', 'test/support/a.ts')],
  'entry-points-stay-apart': [
    arrow('cli/c.ts', 'functions/b.ts'),
    arrow('functions/c.ts', 'cli/d.ts'),
    arrow('cli/e.ts', 'scripts/a.ts'),
    arrow('functions/d.ts', 'test/support/b.ts'),
  ],
  'nothing-goes-in-circles': [arrow('shared/model/circle-a.ts', 'shared/model/circle-b.ts')],
};

/** Imports that no rule may refuse. */
const accepted: readonly Arrow[] = [
  arrow('shared/model/ok-a.ts', 'shared/model/ok-b.ts'),
  arrow('shared/model/ok-a.ts', 'zod'),
  arrow('shared/engine/ok.ts', 'shared/model/ok-a.ts'),
  arrow('shared/rules/addresses/ok.ts', 'shared/engine/ok.ts'),
  arrow('shared/rules/addresses/ok.ts', 'shared/model/ok-a.ts'),
  arrow('shared/rules/addresses/ok.ts', 'shared/rules/shared-ok.ts'),
  arrow('shared/rules/addresses/index.ts', 'shared/rules/addresses/ok.ts'),
  arrow('shared/rules/index.ts', 'shared/rules/addresses/index.ts'),
  arrow('shared/reports/ok.ts', 'shared/engine/ok.ts'),
  arrow('shared/config/ok.ts', 'yaml'),
  arrow('shared/app/ok.ts', 'shared/rules/index.ts'),
  arrow('shared/app/ok.ts', 'shared/reports/ok.ts'),
  arrow('shared/app/ok.ts', 'node:crypto'),
  { ...arrow('shared/aws/shapes/ok.ts', '@aws-sdk/client-ec2'), typeOnly: true },
  arrow('shared/aws/collect/ok.ts', '@aws-sdk/client-ec2'),
  arrow('shared/aws/collect/ok.ts', 'shared/aws/shapes/ok.ts'),
  arrow('shared/aws/collect/ok.ts', 'node:timers'),
  arrow('cli/ok.ts', 'shared/aws/collect/ok.ts'),
  arrow('cli/ok.ts', 'cli/ok-too.ts'),
  arrow('cli/ok.ts', 'node:fs'),
  arrow('test/ok.ts', '@aws-sdk/client-ec2'),
  arrow('bench/ok.ts', 'cli/ok.ts'),
];

const isOneOf = (arrows: readonly Arrow[]) => (violation: string) =>
  arrows.some(({ from }) => violation.includes(`: ${from} → `));

describe('the arrows between the layers', () => {
  it('hold for every file of this checkout', () => {
    const { files, violations } = cruise();
    expect(violations).toEqual([]);
    expect(files).toBeGreaterThan(50);
  });

  const tree = aTreeWith([
    ...Object.values(refused).flat(),
    ...accepted,
    arrow('shared/model/circle-b.ts', 'shared/model/circle-a.ts'),
  ]);
  afterAll(() => rmSync(tree, { recursive: true }));
  const { violations, rules } = cruise(tree);

  it.each(Object.entries(refused))('%s refuses what it is for', (rule, arrows) => {
    const fromRule = violations.filter((violation) => violation.startsWith(`${rule}: `));
    const missed = arrows.filter(({ from }) => !fromRule.some((violation) => violation.includes(`: ${from} → `)));
    expect(missed).toEqual([]);
  });

  it('imports-resolve refuses an import that leads nowhere', () => {
    const lost = aTreeWith([arrow('shared/model/a.ts', 'shared/model/b.ts')]);
    rmSync(`${lost}/shared/model/b.ts`);
    expect(cruise(lost).violations).toContain('imports-resolve: shared/model/a.ts → ./b.ts');
    rmSync(lost, { recursive: true });
  });

  it('accept what is drawn', () => {
    expect(violations.filter(isOneOf(accepted))).toEqual([]);
  });

  it('are all tried', () => {
    const tried = [...Object.keys(refused), 'imports-resolve'];
    expect(tried.toSorted()).toEqual(rules.toSorted());
  });
});
