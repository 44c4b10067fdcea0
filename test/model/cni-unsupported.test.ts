import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  parseCniEnvironment,
  shippedCniEnvironment,
  unsupportedSettings,
  usesExternalSnat,
} from '../../shared/model/cni.ts';

const variables = [
  'WARM_IP_TARGET',
  'MINIMUM_IP_TARGET',
  'WARM_PREFIX_TARGET',
  'ENABLE_PREFIX_DELEGATION',
  'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG',
];
const anyEnvironment = fc.dictionary(
  fc.constantFrom(...variables),
  fc.constantFrom('0', '1', '30', '-1', 'two', '', 'true', 'false', 'T'),
);

describe('settings that do not work together', () => {
  it('what the VPC CNI ships is none', () => {
    expect(unsupportedSettings(shippedCniEnvironment('ipv4'), 'ipv4')).toEqual([]);
    expect(unsupportedSettings(shippedCniEnvironment('ipv6'), 'ipv6')).toEqual([]);
  });

  it('are gone once each is changed as it says', () => {
    fc.assert(
      fc.property(anyEnvironment, fc.constantFrom('ipv4' as const, 'ipv6' as const), (environment, ipFamily) => {
        const changes = unsupportedSettings(environment, ipFamily).map((one) => one.changes);
        const mended = Object.fromEntries(
          Object.entries(Object.assign({}, environment, ...changes)).filter(([, value]) => value !== undefined),
        ) as Record<string, string>;
        expect(unsupportedSettings(mended, ipFamily)).toEqual([]);
      }),
    );
  });

  it('an IPv6 cluster has some exactly where the VPC CNI refuses to start', () => {
    fc.assert(
      fc.property(anyEnvironment, (environment) => {
        const settings = parseCniEnvironment({ ...shippedCniEnvironment('ipv6'), ...environment });
        const starts = settings.prefixDelegation && !settings.customNetworking;
        expect(unsupportedSettings(environment, 'ipv6').length === 0).toBe(starts);
      }),
    );
  });
});

it.each([
  ['true', true],
  ['1', true],
  ['false', false],
  ['yes', false],
])('AWS_VPC_K8S_CNI_EXTERNALSNAT=%s', (value, expected) => {
  expect(usesExternalSnat({ AWS_VPC_K8S_CNI_EXTERNALSNAT: value })).toBe(expected);
});
