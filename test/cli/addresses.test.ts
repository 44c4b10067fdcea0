import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Command } from 'commander';
import { environmentOf, rejectNodeOptions, tableType, withNodeOptions } from '../../cli/addresses/node-options.ts';
import { UsageError } from '../../cli/errors.ts';
import { runCli } from '../support/run-cli.ts';
import { aSnapshot } from '../support/snapshot-builders.ts';

describe('plumbline addresses', () => {
  let snapshot: string;
  beforeAll(async () => {
    snapshot = path.join(await mkdtemp(path.join(tmpdir(), 'plumbline-addresses-')), 'account.json');
    await writeFile(snapshot, JSON.stringify(aSnapshot()));
  });

  const addresses = (...args: readonly string[]) => runCli(['addresses', '--snapshot', snapshot, ...args]);

  it('tells of the only cluster, and ends with 0 where everything fits', async () => {
    const { code, stdout } = await addresses('--json');
    const { now, after, changes } = JSON.parse(stdout);
    expect([code, now.cluster, after, changes]).toEqual([0, 'demo', null, []]);
  });

  it('ends with 1 where the change does not fit, and shows it beside now', async () => {
    const { code, stdout } = await addresses('--set', 'workers.maxSize=900', '--add-subnet', '100.64.0.0/28@use1-az1');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^after workers\.maxSize=900, 100\.64\.0\.0\/28@use1-az1$/m);
    expect(stdout).toMatch(/^After: use1-az\d \(subnet-[ab]\) runs out first/m);
  });

  it('looks at one node without any account', async () => {
    const { code, stdout } = await runCli(
      'addresses --instance-type m5.large --pods 12 --warm-eni-target 1 --json'.split(' '),
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ interfaces: 3, nodeSubnetAddresses: 30, maximumPods: 29 });
  });

  it.each([
    [['--set', 'nobody.maxSize=3'], '--set "nobody.maxSize=3": demo has no node group "nobody"'],
    [['--add-subnet', '10.0.0.0/18'], '--add-subnet "10.0.0.0/18": is not CIDR@ZONE'],
    [['--instance-type', 'm5.large'], '--instance-type looks at a node without any account or cluster'],
  ])('ends with 2 for %j', async (args, message) => {
    const { code, stderr } = await addresses(...args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(`plumbline: ${message}`)]);
  });
});

describe('its options about a node', () => {
  it('say the environment of the VPC CNI', () => {
    expect(environmentOf({ warmIpTarget: 2, prefixDelegation: true, pods: 3 })).toEqual({
      WARM_IP_TARGET: '2',
      ENABLE_PREFIX_DELEGATION: 'true',
    });
  });

  it.each([
    [{ warmIpTarget: 2 }, '--warm-ip-target goes with --instance-type; for a cluster write --set cni.WARM_IP_TARGET=…'],
    [{ ipFamily: 'ipv6' }, '--ip-family goes with --instance-type'],
  ] as const)('are refused for a cluster: %j', (options, message) => {
    expect(() => rejectNodeOptions(options)).toThrow(new UsageError(message));
  });

  it('are numbers', () => {
    const command = withNodeOptions(new Command()).exitOverride();
    expect(() => command.parse(['node', 'x', '--pods', 'many'])).toThrow(
      new UsageError('--pods: "many" is not a whole number of 0 or more'),
    );
  });

  it('know the type that was meant', async () => {
    await expect(tableType('--instance-type', 'm5.larg')).rejects.toThrow(
      /^--instance-type: "m5\.larg" is not in .* \(did you mean m5\.large\?\)$/,
    );
    await expect(tableType('--instance-type', 'm5.large')).resolves.toMatchObject({ maximumInterfaces: 3 });
  });
});
