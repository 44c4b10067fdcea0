import { describe, expect, it } from '@jest/globals';
import { askersByAction } from '../../../shared/app/needed-reads/askers-by-action.generated.ts';
import { neededReads } from '../../../shared/app/needed-reads/needed-reads.ts';
import { actions } from '../../../shared/aws/collect/actions.ts';
import { factsOfActions } from '../../../shared/aws/collect/facts.ts';
import { defaultSettings } from '../../../shared/engine/settings.ts';
import { collectionNames } from '../../../shared/model/snapshot/snapshot.ts';
import { findRule, rules } from '../../../shared/rules/index.ts';

const rulesNamed = (...codes: string[]) => rules.filter(({ code }) => codes.includes(code));

const hostnames = [
  { name: 'b.example.com', zone: 'public' },
  { name: 'a.example.com', zone: 'private' },
] as const;
const declaring = {
  ...defaultSettings,
  declarations: [{ hostnames: [...hostnames] }, { hostnames: [hostnames[0]] }, {}],
};

describe('what has to be read', () => {
  it('is nothing beside the network for rules that ask about the network alone', () => {
    expect(neededReads(rulesNamed('B4', 'D8'), declaring)).toEqual({ collections: new Set(), hostNames: [] });
  });

  it('is what the rules ask about', () => {
    expect(neededReads(rulesNamed('G3', 'J5', 'K1'), defaultSettings).collections).toEqual(
      new Set(['serviceQuotas', 'iamRoles', 'loadBalancers']),
    );
  });

  it('is no hosted zone unless host names are declared', () => {
    expect(neededReads(rulesNamed('K4'), defaultSettings)).toEqual({
      collections: new Set(['loadBalancers']),
      hostNames: [],
    });
    expect(neededReads(rulesNamed('K4'), declaring)).toEqual({
      collections: new Set(['loadBalancers', 'hostedZones']),
      hostNames: ['a.example.com', 'b.example.com'],
    });
    expect(neededReads(rulesNamed('K1'), declaring).hostNames).toEqual([]);
  });
});

describe('who asks about what an action tells', () => {
  it('is known of every action, and they are rules', () => {
    expect(Object.keys(askersByAction)).toEqual([...actions]);
    const codes = Object.values(askersByAction).flatMap((text) => text.split(' ').filter(Boolean));
    expect(codes.filter((code) => !findRule(code))).toEqual([]);
  });

  it('goes by facts that exist', () => {
    const known = [...collectionNames, 'nodeGroups', 'fargateProfiles', 'addOns'];
    const collections = Object.values(factsOfActions).flatMap((facts) => facts.map((fact) => fact.split('.')[0]));
    expect(collections.filter((name) => !known.some((one) => one === name))).toEqual([]);
  });
});
