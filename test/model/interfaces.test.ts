import { describe, expect, it } from '@jest/globals';
import {
  isBranchInterface,
  isCniInterface,
  isPrimaryInterface,
  isTrunkInterface,
  privateAddressesOf,
} from '../../shared/model/interfaces.ts';
import type { NetworkInterfaceRecord } from '../../shared/model/snapshot/compute.ts';
import { AccountView } from '../../shared/model/view/views.ts';
import { aSnapshot } from '../support/snapshot-builders.ts';

function eni(changes: Partial<NetworkInterfaceRecord>) {
  const account = new AccountView(aSnapshot({ networkInterfaces: { 'eni-x': changes } }));
  const found = account.networkInterfaces.find('eni-x');
  if (!found) throw new Error('The snapshot has no eni-x.');
  return found;
}
const instanceTag = { 'node.k8s.amazonaws.com/instance_id': 'i-x' };

describe('network interfaces', () => {
  it.each([
    [{ description: 'aws-K8S-i-x', tags: instanceTag }, true],
    [{ description: 'aws-K8S-i-x' }, false],
    [{ description: 'my aws-K8S-i-x', tags: instanceTag }, false],
    [{ tags: instanceTag }, false],
  ])('are the VPC CNI’s by description and tag: %j', (changes, expected) => {
    expect(isCniInterface(eni(changes))).toBe(expected);
  });

  it('are trunks or branches by type or by description', () => {
    const trunks = [{ interfaceType: 'trunk' }, { description: 'aws-k8s-trunk-eni' }, {}]
      .map(eni)
      .map(isTrunkInterface);
    expect(trunks).toEqual([true, true, false]);
    const branches = [{ interfaceType: 'branch' }, { description: 'aws-k8s-branch-eni' }, {}].map(eni);
    expect(branches.map(isBranchInterface)).toEqual([true, true, false]);
  });

  it('are the first of an instance at device index 0', () => {
    const attached = [0, 1].map((deviceIndex) => eni({ attachment: { instanceId: 'i-x', deviceIndex } }));
    expect([...attached, eni({ attachment: { deviceIndex: 0 } })].map(isPrimaryInterface)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('hold their addresses and prefixes, by family', () => {
    const held = eni({
      privateIpv4Addresses: ['10.0.1.20', '10.0.1.21'],
      ipv4Prefixes: ['10.0.1.32/28'],
      ipv6Addresses: ['2001:db8::1'],
      ipv6Prefixes: ['2001:db8:0:0:1::/80'],
    });
    expect(privateAddressesOf([held], 4).toCidrs()).toEqual(['10.0.1.20/31', '10.0.1.32/28']);
    expect(privateAddressesOf([held], 6).toCidrs()).toEqual(['2001:db8::1/128', '2001:db8:0:0:1::/80']);
  });
});
