import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { UsageError } from '../../cli/errors.ts';
import { featureGatesOf, rejectForeignOptions, releaseOf, wishOf } from '../../cli/load-balancer-subnets/options.ts';
import { runCli } from '../support/run-cli.ts';
import { aSnapshot } from '../support/snapshot-builders.ts';

describe('plumbline load-balancer-subnets', () => {
  let snapshot: string;
  beforeAll(async () => {
    snapshot = path.join(await mkdtemp(path.join(tmpdir(), 'plumbline-lb-')), 'account.json');
    await writeFile(snapshot, JSON.stringify(aSnapshot()));
  });

  const ask = (text: string) => runCli(['load-balancer-subnets', '--snapshot', snapshot, ...text.split(' ')]);

  it('tells the chosen ids', async () => {
    const { code, stdout } = await ask('--scheme internal --type alb --json');
    expect([code, JSON.parse(stdout).chosen]).toEqual([0, ['subnet-a', 'subnet-b']]);
  });

  it('ends with 1 and the kind of the error where the controller makes none', async () => {
    const { code, stdout } = await ask('--scheme internal --type alb --selector tier=lb --json');
    expect([code, JSON.parse(stdout).error.kind]).toEqual([1, 'none-eligible']);
  });

  it.each([
    ['--type alb', "required option '--scheme <scheme>' not specified"],
    ['--scheme internal --type nlb --controller ccm --subnets a', 'go with --controller lbc or auto-mode'],
  ])('ends with 2 for %s', async (text, message) => {
    const { code, stderr } = await ask(text);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});

describe('its options', () => {
  const given = { type: 'alb', ipAddressType: 'ipv4', selector: [] } as const;

  it('say how the subnets are asked for', () => {
    expect(wishOf(given)).toEqual({ by: 'discovery' });
    expect(wishOf({ ...given, subnets: 'subnet-a, private' })).toEqual({
      by: 'names',
      namesOrIds: ['subnet-a', 'private'],
    });
    expect(wishOf({ ...given, subnetIds: 'subnet-a' })).toEqual({ by: 'ids', ids: ['subnet-a'] });
    expect(wishOf({ ...given, selector: ['tier=lb', 'tier=', 'a=b=c'] })).toEqual({
      by: 'tags',
      tags: { tier: ['lb', ''], a: ['b=c'] },
    });
  });

  it('say which release it is, and its gates', () => {
    expect(releaseOf({ ...given, controllerVersion: 'v2.12.1' })).toBe('2.12.1');
    expect(featureGatesOf({ ...given, featureGates: 'ALBSingleSubnet=true,SubnetsClusterTagCheck=false' })).toEqual({
      ALBSingleSubnet: true,
      SubnetsClusterTagCheck: false,
    });
  });

  it.each([
    [() => releaseOf({ ...given, controllerVersion: 'two' }), '--controller-version "two": is not a release such as'],
    [() => featureGatesOf({ ...given, featureGates: 'ALBSingleSubnets=true' }), '(did you mean ALBSingleSubnet?)'],
    [() => featureGatesOf({ ...given, featureGates: 'Other=true' }), 'there are SubnetsClusterTagCheck, '],
    [() => featureGatesOf({ ...given, featureGates: 'ALBSingleSubnet=on' }), 'is neither true nor false'],
    [
      () => featureGatesOf({ ...given, featureGates: 'ALBSingleSubnet=true' }, '2.4.0'),
      'release 2.4.0 does not have it, 2.7.0 was the first',
    ],
    [() => wishOf({ ...given, selector: ['tier'] }), '--selector "tier": is not KEY=VALUE'],
    [() => wishOf({ ...given, subnets: 'a,,b' }), '--subnets "a,,b": one of the names between the commas is empty'],
    [() => wishOf({ ...given, subnets: 'a', selector: ['b=c'] }), 'exclude each other'],
    [() => rejectForeignOptions(given, 'ccm'), '--type "alb": the legacy cloud provider makes no Application'],
    [
      () => rejectForeignOptions({ ...given, type: 'nlb', ipAddressType: 'dualstack' }, 'ccm'),
      '--ip-address-type "dualstack": the legacy cloud provider makes load balancers for IPv4 alone',
    ],
    [
      () => rejectForeignOptions({ ...given, controllerVersion: '2.4.0' }, 'auto-mode'),
      '--controller-version goes with --controller lbc, not with auto-mode',
    ],
  ])('are refused: %s', (read, message) => {
    expect(read).toThrow(UsageError);
    expect(read).toThrow(message);
  });
});
