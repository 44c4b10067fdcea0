import { describe, expect, it } from '@jest/globals';
import {
  cniInterfacesOf,
  interfacesIn,
  interfacesOfInstance,
  observedInterfacesIn,
} from '../../shared/model/interface-index.ts';
import { NotObserved } from '../../shared/model/view/reveal.ts';
import { AccountView } from '../../shared/model/view/views.ts';
import { runningNodes } from '../support/running-nodes.ts';
import { aSnapshot, hiddenIn, without } from '../support/snapshot-builders.ts';

const snapshot = aSnapshot(runningNodes({ count: 1, held: 30, subnetId: 'subnet-a' }));
const account = new AccountView(snapshot);
const ids = (interfaces: readonly { readonly id: string }[]) => interfaces.map(({ id }) => id).sort();
const node = ['eni-i-workers-subnet-a-1-0', 'eni-i-workers-subnet-a-1-1'];
const subnetA = { id: 'subnet-a', vpcId: 'vpc-main' };

describe('interfaces', () => {
  it('of a subnet', () => {
    expect(ids(interfacesIn(account, subnetA))).toEqual(['eni-eks-a', ...node, 'eni-node-a']);
  });

  it('of an instance', () => {
    expect(ids(interfacesOfInstance(account, 'i-workers-subnet-a-1'))).toEqual(node);
  });

  it('not of instances of another account, such as those of the control plane', () => {
    const elsewhere = new AccountView(
      aSnapshot({
        networkInterfaces: { 'eni-eks-a': { attachment: { instanceId: 'i-x', instanceOwnerId: '444455556666' } } },
      }),
    );
    expect(interfacesOfInstance(elsewhere, 'i-x')).toEqual([]);
  });

  it('that the VPC CNI of a cluster made', () => {
    expect(ids(cniInterfacesOf(account, 'demo'))).toEqual([node[1], 'eni-node-a', 'eni-node-b']);
  });

  it('of a subnet are not known while those of its VPC are hidden, though some are seen', () => {
    const shared = new AccountView(hiddenIn(snapshot, 'networkInterfaces', 'vpc-main'));
    expect(() => interfacesIn(shared, subnetA)).toThrow(NotObserved);
    expect(observedInterfacesIn(shared, 'subnet-a')).toEqual([]);
  });

  it('cannot even be witnessed when none were listed', () => {
    const blind = new AccountView(without(snapshot, 'networkInterfaces'));
    expect(() => observedInterfacesIn(blind, 'subnet-a')).toThrow(NotObserved);
  });
});
