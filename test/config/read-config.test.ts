import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../../shared/config/read-config.ts';
import { findRule, rules } from '../../shared/rules/index.ts';

const now = '2026-11-21T09:00:00.000Z';
const settings = (text: string) => readConfig(text, rules, now);
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

  it('switches rules off by code, name or alias', () => {
    const { isOn } = settings('rules: { B4: off, A1: on, cluster-subnet-required-ips: off }');
    expect(isOn(b4())).toBe(false);
    expect(rules.filter((rule) => !isOn(rule)).map(({ code }) => code)).toEqual(['B4']);
    expect(settings('').isOn(b4())).toBe(true);
  });

  it('knows everything that is declared, of whatever cluster', () => {
    const text = "declare: { 'a*': { podsPerNode: 1 }, b: { irsa: true } }";
    expect(settings(text).declarations).toEqual([{ podsPerNode: 1 }, { irsa: true }]);
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
    ['a rule to switch that is none', 'rules: { B44: off }', 'rules.B44: there is no such rule (did you mean B4?)'],
    ['a state that is none', 'rules: { B4: maybe }', 'rules.B4: "maybe": Invalid option: expected one of "on"|"off"'],
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
    ['a threshold of flapping that is none', 'flappingPerHour: 1', /^flappingPerHour: 1: Too small/],
    ['text that is not YAML', 'declare: [', /^Flow sequence/],
  ])('rejects %s', (_, text, message) => {
    expect(() => settings(text)).toThrow(message);
  });
});

describe('waivers', () => {
  const waiver = (text: string) => settings(`waivers: [{ ${text} }]`);
  const usual = 'reason: it is leaving, owner: net-team, expires: 2026-12-31';

  it.each(['B4', 'cluster-subnets-have-addresses-for-eks', 'cluster-subnet-required-ips'])('waives %s', (rule) => {
    expect(waiver(`rule: ${rule}, resource: subnet-a, ${usual}`).waivers).toEqual([
      {
        code: 'B4',
        cluster: '*',
        resource: 'subnet-a',
        reason: 'it is leaving',
        owner: 'net-team',
        expires: '2026-12-31',
        source: 'configuration',
      },
    ]);
  });

  it('may name every resource of some clusters, or one in every cluster', () => {
    expect(waiver(`rule: B4, cluster: 'dev-*', resource: '*', ${usual}`).waivers).toMatchObject([{ cluster: 'dev-*' }]);
    expect(waiver(`rule: B4, cluster: '*', resource: 'subnet-*', ${usual}`).waivers).toHaveLength(1);
  });

  it('last a year at most, and may have expired', () => {
    const until = (day: string) => waiver(`rule: B4, resource: subnet-a, reason: x, owner: y, expires: ${day}`);
    expect(until('2027-11-22').waivers).toHaveLength(1);
    expect(until('2020-01-01').waivers).toHaveLength(1);
    expect(() => until('2027-11-23')).toThrow(
      'waivers[0].expires: 2027-11-23 is 367 days ahead; a waiver lasts 366 days at most',
    );
  });

  it('by tags are honoured only if that is asked for', () => {
    expect(settings('').waiverTags).toBe(false);
    expect(settings('waiverTags: true').waiverTags).toBe(true);
  });

  it.each([
    [
      'a rule that is none',
      `rule: B44, resource: a, ${usual}`,
      'waivers[0].rule: there is no such rule (did you mean B4?)',
    ],
    [
      'everything',
      `rule: B4, resource: '*', ${usual}`,
      'waivers[0].resource: "*" in every cluster would waive the rule as a whole: name resources, or clusters',
    ],
    ['everything in other words', `rule: B4, cluster: '**', resource: '**', ${usual}`, /^waivers\[0\].resource/],
    [
      'no day',
      'rule: B4, resource: a, reason: x, owner: y, expires: 2026-02-30',
      'waivers[0].expires: "2026-02-30": must be a day as YYYY-MM-DD',
    ],
    ['no reason', 'rule: B4, resource: a, owner: y, expires: 2026-12-31', /^waivers\[0\].reason: nothing/],
    ['a blank owner', `rule: B4, resource: a, reason: x, owner: ' ', expires: 2026-12-31`, /^waivers\[0\].owner: " "/],
    ['another key', `rule: B4, resorce: a, ${usual}`, /^waivers\[0\].resource: nothing/],
    ['an unknown key', `rule: B4, resource: a, until: x, ${usual}`, 'waivers[0].until: unknown key'],
  ])('reject %s', (_, text, message) => {
    expect(() => waiver(text)).toThrow(message);
  });
});
