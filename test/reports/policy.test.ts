import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { contentSecurityPolicy, scriptHash, styleHash } from '../../shared/reports/html/policy.ts';
import { script } from '../../shared/reports/html/script.ts';
import { style } from '../../shared/reports/html/styles/index.ts';

const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

describe('the policy of the page', () => {
  it('names the hash of the style sheet', () => {
    expect(styleHash).toBe(hashOf(style));
  });

  it('names the hash of the script', () => {
    expect(scriptHash).toBe(hashOf(script));
  });

  it('admits nothing else', () => {
    expect(contentSecurityPolicy).toMatch(/^default-src 'none'; /);
    expect(contentSecurityPolicy).not.toMatch(/unsafe|https?:|\*|data:|blob:/);
  });
});
