import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { rules } from '../../shared/rules/index.ts';

/** Every code that was ever released, with the first name of its rule. Add to it; never change or take away a line. */
const codes: Record<string, string> = JSON.parse(readFileSync('test/rules/codes.json', 'utf8'));

describe('the codes of rules', () => {
  it('are all in test/rules/codes.json', () => {
    expect(rules.map(({ code }) => code).filter((code) => !(code in codes))).toEqual([]);
  });

  it('stand for the same rule for ever: one with another name has the first as an alias', () => {
    const others = rules.filter(({ code, name, aliases }) => ![name, ...aliases].includes(codes[code] ?? name));
    expect(others.map(({ code, name }) => `${code} ${name}`)).toEqual([]);
  });

  it('are no two of one name', () => {
    const names = Object.values(codes);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
