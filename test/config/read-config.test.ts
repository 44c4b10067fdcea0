import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../../shared/config/read-config.ts';
import { findRule, rules } from '../../shared/rules/index.ts';

const settings = (text: string) => readConfig(text, rules);
const b4 = () => {
  const rule = findRule('B4');
  if (!rule) throw new Error('B4 is missing');
  return rule;
};

describe('plumbline.yaml', () => {
  it('may be empty', () => {
    expect(settings('').parametersOf(b4())).toEqual({});
    expect(settings('# nothing yet\n').declarationsOf('demo')).toEqual({});
  });

  it.each(['B4', 'cluster-subnets-have-addresses-for-eks', 'cluster-subnet-required-ips', 'common'])(
    'sets a parameter under %s',
    (key) => {
      expect(settings(`parameters: { ${key}: { required: 8 } }`).parametersOf(b4())).toEqual({ required: 8 });
    },
  );

  it('prefers a rule’s own value to the common one', () => {
    const text = 'parameters: { common: { required: 8 }, B4: { required: 9 } }';
    expect(settings(text).parametersOf(b4())).toEqual({ required: 9 });
  });

  it('declares facts and profiles by cluster pattern; later matches win', () => {
    const text = `
declare:
  '*': { podsPerNode: 10, irsa: true }
  'prod-*-eu': { podsPerNode: 20 }
profiles:
  'prod-*': [sep]
`;
    expect(settings(text).declarationsOf('prod-a-eu')).toEqual({ podsPerNode: 20, irsa: true });
    expect(settings(text).declarationsOf('prod-eu')).toEqual({ podsPerNode: 10, irsa: true });
    expect([...settings(text).profilesOf('prod-a')]).toEqual(['sep']);
    expect([...settings(text).profilesOf('a-prod')]).toEqual([]);
  });

  it.each([
    ['a key that is none', 'paramaters: {}', 'paramaters: unknown key (did you mean parameters?)'],
    ['a rule that is none', 'parameters: { B44: {} }', 'parameters.B44: there is no such rule (did you mean B4?)'],
    [
      'a parameter that is none',
      'parameters: { B4: { requierd: 8 } }',
      'parameters.B4.requierd: unknown key (did you mean required?)',
    ],
    [
      'a common parameter that no rule has',
      'parameters: { common: { requird: 8 } }',
      'parameters.common.requird: no rule has this parameter (did you mean required?)',
    ],
    [
      'a value out of range',
      'parameters: { B4: { required: 0 } }',
      'parameters.B4.required: 0: Too small: expected number to be >=1',
    ],
    [
      'a declaration that is none',
      'declare: { demo: { podPerNode: 3 } }',
      'declare.demo.podPerNode: unknown key (did you mean podsPerNode?)',
    ],
    [
      'a block that is none',
      'declare: { demo: { adminCidrs: [10.0.0.0/33] } }',
      'declare.demo.adminCidrs[0]: "10.0.0.0/33": is not a CIDR block',
    ],
    ['text that is not YAML', 'declare: [', /^Flow sequence/],
  ])('rejects %s', (_, text, message) => {
    expect(() => settings(text)).toThrow(message);
  });
});
