import { describe, expect, it } from '@jest/globals';
import type { SubnetRecord } from '../../shared/model/snapshot/vpc.ts';
import { roomiestElsewhere, roomiestSibling } from '../../shared/model/subnet-room.ts';
import { clusterSubnets } from '../../shared/model/subnet-use.ts';
import { NotObserved } from '../../shared/model/view/reveal.ts';
import { AccountView } from '../../shared/model/view/views.ts';
import { aSnapshot, without } from '../support/snapshot-builders.ts';

function viewWith(subnets: Readonly<Record<string, Partial<SubnetRecord>>>, hideRoutes = false) {
  const snapshot = aSnapshot({ subnets });
  const [view] = new AccountView(hideRoutes ? without(snapshot, 'routeTables') : snapshot).clusters;
  const subnet = view?.account.subnets.find('subnet-a');
  if (!view || !subnet) throw new Error('The snapshot has no cluster in subnet-a.');
  return { view, subnet };
}

describe('a roomier subnet of the same zone', () => {
  const sibling = (subnets: Readonly<Record<string, Partial<SubnetRecord>>>) => {
    const { view, subnet } = viewWith(subnets);
    return roomiestSibling(view, subnet, 6)?.id;
  };

  it('has the most free addresses', () => {
    expect(sibling({ 'subnet-x': { freeIpv4Addresses: 50 }, 'subnet-y': { freeIpv4Addresses: 60 } })).toBe('subnet-y');
  });

  it('is private as this one is, lies in its zone, and has enough', () => {
    expect(sibling({})).toBeUndefined();
    expect(sibling({ 'subnet-x-b': {} })).toBeUndefined();
    expect(sibling({ 'subnet-x': { freeIpv4Addresses: 5 } })).toBeUndefined();
  });

  it.each<[string, Partial<SubnetRecord>]>([
    ['on an Outpost', { outpostArn: 'arn:aws:outposts:us-east-1:111122223333:outpost/op-1' }],
    ['tagged for pods', { tags: { 'kubernetes.io/role/cni': '1' } }],
    ['in a block that other networks do not route to', { cidr: '100.64.0.0/19' }],
  ])('is not one %s', (_, patch) => {
    expect(sibling({ 'subnet-x': patch })).toBeUndefined();
  });

  it('is not one that ENIConfigs name', () => {
    const declarationsOf = () => ({ podSubnetsByAz: { 'use1-az1': ['subnet-x'] } });
    const [view] = new AccountView(aSnapshot({ subnets: { 'subnet-x': {} } }), { declarationsOf }).clusters;
    const subnet = view?.account.subnets.find('subnet-a');
    expect(view && subnet && roomiestSibling(view, subnet, 6)).toBeUndefined();
  });

  it('is not told apart where routes are not known', () => {
    const { view, subnet } = viewWith({ 'subnet-x': {} }, true);
    expect(() => roomiestSibling(view, subnet, 6)).toThrow(NotObserved);
  });
});

describe('a roomy subnet of a further zone', () => {
  const elsewhere = (subnets: Readonly<Record<string, Partial<SubnetRecord>>>) => {
    const { view } = viewWith(subnets);
    return roomiestElsewhere(view, clusterSubnets(view), 6)?.id;
  };

  it('lies beyond the zones of all given subnets', () => {
    expect(elsewhere({ 'subnet-x': {}, 'subnet-x-b': {} })).toBeUndefined();
  });

  it.each([
    ['a zone where EKS places no control plane', { zoneId: 'use1-az3' }],
    ['a Local Zone', { zoneId: 'use1-atl2-az1' }],
    ['an Outpost', { zoneId: 'use1-az4', outpostArn: 'arn:aws:outposts:us-east-1:111122223333:outpost/op-1' }],
  ])('is not in %s', (_, patch) => {
    expect(elsewhere({ 'subnet-x': patch })).toBeUndefined();
  });

  it('is found', () => {
    expect(elsewhere({ 'subnet-x': { zoneId: 'use1-az4' } })).toBe('subnet-x');
  });
});
