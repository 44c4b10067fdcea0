import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anything, policyAnswer } from '../../shared/model/endpoint-policy.ts';

const request = { action: 's3:GetObject', resource: `k/${anything}`, byOwnPrincipal: false };
const documentOf = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const allow = (Resource: string, more = {}) => ({ Effect: 'Allow', Principal: '*', Action: '*', Resource, ...more });

/** Every object of one to three characters. */
const letters = ['a', 'k', '/'];
const longer = (keys: readonly string[]) => keys.flatMap((key) => letters.map((letter) => key + letter));
const pairs = longer(letters);
const objects = [...letters, ...pairs, ...longer(pairs)].map((key) => `k/${key}`);

/** Whether the pattern matches the text, character by character. */
function matches(pattern: string, text: string): boolean {
  const [first, rest] = [pattern[0], pattern.slice(1)];
  if (first === undefined) return text === '';
  if (first === '*') return matches(rest, text) || (text !== '' && matches(pattern, text.slice(1)));
  return text !== '' && (first === '?' || first === text[0]) && matches(rest, text.slice(1));
}

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string;
  readonly Resource?: string[];
  readonly NotResource?: string[];
}

const names = ({ Action, Resource, NotResource = [] }: Statement, object: string): boolean =>
  matches(Action.toLowerCase(), 's3:getobject') &&
  (Resource ? Resource.some((each) => matches(each, object)) : !NotResource.some((each) => matches(each, object)));

const isAllowed = (statements: readonly Statement[], object: string): boolean =>
  statements.some((each) => each.Effect === 'Allow' && names(each, object)) &&
  !statements.some((each) => each.Effect === 'Deny' && names(each, object));

const pattern = fc
  .array(fc.constantFrom('k/', 'a', 'k', '/', '*', '?'), { maxLength: 4 })
  .map((parts) => parts.join(''));
const patterns = fc.array(fc.oneof(pattern, fc.constantFrom('*', 'k/*')), { minLength: 1, maxLength: 2 });
const statement: fc.Arbitrary<Statement> = fc
  .record({
    Effect: fc.constantFrom('Allow' as const, 'Deny' as const),
    Action: fc.constantFrom('*', 's3:*', 's3:GetObject', 'S3:get?bject', 's3:PutObject'),
    list: patterns,
    inverted: fc.boolean(),
  })
  .map(({ list, inverted, ...rest }) => ({ ...rest, ...(inverted ? { NotResource: list } : { Resource: list }) }));

describe('policyAnswer', () => {
  it('is right about every object, where it is sure', () => {
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 3 }), (statements) => {
        const document = documentOf(...statements.map((each) => ({ Principal: '*', ...each })));
        const answer = policyAnswer(document, request);
        if (answer === 'unclear') return;
        expect(objects.map((object) => isAllowed(statements, object))).toEqual(objects.map(() => answer === 'allowed'));
      }),
      { numRuns: 1000 },
    );
  });

  it('is sure of plain policies', () => {
    expect(policyAnswer(documentOf(allow('*')), request)).toBe('allowed');
    expect(policyAnswer(documentOf(allow('k/*')), request)).toBe('allowed');
    expect(policyAnswer(documentOf(allow('other/*')), request)).toBe('not-allowed');
    expect(policyAnswer(documentOf(allow('*'), allow('k/*', { Effect: 'Deny' })), request)).toBe('denied');
    expect(policyAnswer(documentOf(), request)).toBe('not-allowed');
  });

  it('is not sure of a part of the objects, of conditions, and of what it cannot read', () => {
    expect(policyAnswer(documentOf(allow('k/a*')), request)).toBe('unclear');
    expect(policyAnswer(documentOf(allow('k/??*')), request)).toBe('unclear');
    expect(policyAnswer(documentOf(allow('*', { Condition: {} })), request)).toBe('unclear');
    expect(policyAnswer(documentOf(allow('*'), allow('k/a', { Effect: 'Deny' })), request)).toBe('unclear');
    for (const document of ['', '{}', '[]', '{"Statement":[{"Effect":"Maybe"}]}'])
      expect(policyAnswer(document, request)).toBe('unclear');
  });

  it('takes a named principal for the caller only where it may be', () => {
    const named = documentOf(allow('*', { Principal: { AWS: 'arn:aws:iam::111122223333:role/nodes' } }));
    expect(policyAnswer(named, request)).toBe('not-allowed');
    expect(policyAnswer(named, { ...request, byOwnPrincipal: true })).toBe('unclear');
  });
});
