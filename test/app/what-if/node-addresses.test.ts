import { describe, expect, it } from '@jest/globals';
import { nodeAddresses } from '../../../shared/app/what-if/node-addresses.ts';
import { instanceTypeInTable } from '../../../shared/model/instance-types/table.ts';

type Asked = Partial<Omit<Parameters<typeof nodeAddresses>[0], 'type'>>;

function ask(name: string, asked: Asked) {
  const type = instanceTypeInTable(name);
  if (!type) throw new Error(`no type ${name}`);
  return nodeAddresses({ type, pods: 1, ipFamily: 'ipv4', environment: {}, windows: false, ...asked });
}

describe('a node without any account', () => {
  // The worked examples of the EKS best practices guide and of the VPC CNI's own documentation.
  it.each([
    ['t3.small', 0, {}, 1, 4],
    ['t3.small', 5, {}, 3, 12],
    ['p3dn.24xlarge', 3, {}, 2, 100],
    ['p3dn.24xlarge', 45, { WARM_IP_TARGET: '5', MINIMUM_IP_TARGET: '10' }, 2, 52],
    ['c5.large', 1, {}, 2, 20],
    ['t3.small', 17, { ENABLE_PREFIX_DELEGATION: 'true' }, 1, 49],
  ])('%s with %i pods and %j', (name, pods, environment, interfaces, addresses) => {
    const report = ask(name, { pods, environment });
    expect([report.interfaces, report.nodeSubnetAddresses, report.podSubnetAddresses]).toEqual([
      interfaces,
      addresses,
      0,
    ]);
  });

  it('holds a range where the VPC CNI never comes to rest', () => {
    expect(ask('m5.large', { pods: 18, environment: { WARM_ENI_TARGET: '0' } })).toMatchObject({
      interfaces: [2, 3],
      secondaryAddresses: [18, 27],
      nodeSubnetAddresses: [20, 30],
    });
  });

  it('takes its pods’ addresses elsewhere with custom networking', () => {
    const environment = { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true' };
    expect(ask('m5.large', { pods: 1, environment })).toMatchObject({
      nodeSubnetAddresses: 1,
      podSubnetAddresses: 20,
      maximumPods: 20,
    });
  });

  it('says which settings it was asked about, or what is shipped', () => {
    expect(ask('m5.large', {}).settings).toEqual({ WARM_ENI_TARGET: '1' });
    expect(ask('m5.large', { ipFamily: 'ipv6' })).toMatchObject({
      settings: { ENABLE_IPv6: 'true' },
      mode: 'ipv6',
      nodeSubnetAddresses: 1,
      maximumPods: 110,
    });
  });

  it('notes what will not work', () => {
    expect(ask('t2.micro', { environment: { ENABLE_PREFIX_DELEGATION: 'true' } }).notes).toEqual([
      't2.micro takes no prefixes (neither Nitro nor bare metal): the VPC CNI falls back on secondary addresses.',
    ]);
    expect(ask('t2.micro', { ipFamily: 'ipv6' }).notes).toEqual([
      'The VPC CNI refuses to start with these settings: no pod gets an address.',
    ]);
    expect(ask('t3.small', { pods: 12 }).notes).toEqual([
      'The kubelet admits 11 pods, those on the host’s network included, fewer than 12.',
      '3 pods never get an address.',
    ]);
  });
});
