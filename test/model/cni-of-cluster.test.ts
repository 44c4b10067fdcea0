import { describe, expect, it } from '@jest/globals';
import { cniOfCluster, isTaggedForPods } from '../../shared/model/cni-of-cluster.ts';
import type { Declarations } from '../../shared/model/declarations.ts';
import type { Snapshot } from '../../shared/model/snapshot/snapshot.ts';
import { NotObserved } from '../../shared/model/view/reveal.ts';
import { AccountView, type ClusterView } from '../../shared/model/view/views.ts';
import { runningNodes } from '../support/running-nodes.ts';
import { aSnapshot, without } from '../support/snapshot-builders.ts';

function viewOf(snapshot: Snapshot, declared: Declarations = {}): ClusterView {
  const [view] = new AccountView(snapshot, { declarationsOf: () => declared }).clusters;
  if (!view) throw new Error('The snapshot has no cluster.');
  return view;
}

const withAddOn = (environment: Record<string, string>, patches: Parameters<typeof aSnapshot>[0] = {}) =>
  aSnapshot({ ...patches, cluster: { addOns: { 'vpc-cni': { environment } } } });

describe('where the settings come from', () => {
  it('what the VPC CNI ships is assumed when nothing says more', () => {
    const { source, settings } = cniOfCluster(viewOf(aSnapshot()));
    expect([source, settings.warmEniTarget, settings.prefixDelegation]).toEqual(['assumed', 1, false]);
  });

  it('the add-on, over what it ships', () => {
    const { source, settings } = cniOfCluster(viewOf(withAddOn({ WARM_IP_TARGET: '3' })));
    expect([source, settings.warmIpTarget, settings.warmPrefixTarget]).toEqual(['add-on', 3, 1]);
  });

  it('a declaration stands in place of the whole add-on', () => {
    const view = viewOf(withAddOn({ WARM_IP_TARGET: '3', MINIMUM_IP_TARGET: '9' }), { cni: { WARM_IP_TARGET: '7' } });
    const { source, settings } = cniOfCluster(view);
    expect([source, settings.warmIpTarget, settings.minimumIpTarget]).toEqual(['declared', 7, 0]);
  });

  it('a declaration needs no add-on to have been read', () => {
    const snapshot = aSnapshot();
    const [cluster] = snapshot.clusters as [object];
    const unread = { observed: false, kind: 'unread', reason: 'denied' };
    const hidden = { ...snapshot, clusters: [{ ...cluster, addOns: unread }] } as Snapshot;
    expect(() => cniOfCluster(viewOf(hidden))).toThrow(NotObserved);
    expect(cniOfCluster(viewOf(hidden, { cni: {} })).source).toBe('declared');
  });

  it('an IPv6 cluster ships with prefix delegation', () => {
    const { settings } = cniOfCluster(viewOf(aSnapshot({ cluster: { ipFamily: 'ipv6' } })));
    expect([settings.ipv6, settings.prefixDelegation]).toEqual([true, true]);
  });
});

describe('what interfaces prove', () => {
  it('prefixes on a node of a group: prefix delegation', () => {
    const { settings, contradictions } = cniOfCluster(
      viewOf(withAddOn({}, runningNodes({ count: 1, held: 1, prefixes: 1, subnetId: 'subnet-a' }))),
    );
    expect([settings.prefixDelegation, contradictions]).toEqual([
      true,
      ['nodes hold prefixes, so prefix delegation is on'],
    ]);
  });

  it('prefixes on a node of Auto Mode say nothing of the VPC CNI', () => {
    const tags = { 'eks:eks-cluster-name': 'demo' };
    const { settings } = cniOfCluster(
      viewOf(aSnapshot(runningNodes({ count: 1, held: 1, prefixes: 1, subnetId: 'subnet-a', tags }))),
    );
    expect(settings.prefixDelegation).toBe(false);
  });

  const elsewhere = runningNodes({ count: 1, held: 30, subnetId: 'subnet-a', podSubnetId: 'subnet-pods' });

  it('second interfaces in a subnet without the tag: custom networking', () => {
    const snapshot = aSnapshot({ ...elsewhere, subnets: { 'subnet-pods': {} } });
    const { settings, podSubnetIds, contradictions } = cniOfCluster(viewOf(snapshot));
    expect([settings.customNetworking, podSubnetIds, contradictions]).toEqual([
      true,
      ['subnet-pods'],
      ['secondary interfaces lie in other subnets than their nodes, so custom networking is on'],
    ]);
  });

  it('second interfaces in a tagged subnet: subnet discovery', () => {
    const tags = { 'kubernetes.io/role/cni': '1' };
    const snapshot = aSnapshot({ ...elsewhere, subnets: { 'subnet-pods': { tags } } });
    const { settings, podSubnetIds, contradictions } = cniOfCluster(viewOf(snapshot));
    expect([settings.customNetworking, podSubnetIds, contradictions]).toEqual([false, ['subnet-pods'], []]);
  });

  it('nothing where interfaces were not read', () => {
    const { contradictions } = cniOfCluster(viewOf(without(aSnapshot(), 'networkInterfaces')));
    expect(contradictions).toEqual([]);
  });
});

describe('subnets tagged for pods', () => {
  it.each([
    ['with the tag', { 'kubernetes.io/role/cni': '1' }, true],
    ['with the tag and any value but 0', { 'kubernetes.io/role/cni': 'pods' }, true],
    ['with the tag and no value, as if it were not there', { 'kubernetes.io/role/cni': '' }, false],
    ['excluded', { 'kubernetes.io/role/cni': '0' }, false],
    ['without the tag', {}, false],
    ['named for this cluster', { 'kubernetes.io/role/cni': '1', 'cni.networking.k8s.aws/cluster/demo': '' }, true],
    ['named for another cluster', { 'kubernetes.io/role/cni': '1', 'cni.networking.k8s.aws/cluster/other': '' }, false],
  ])('%s', (_, tags, expected) => {
    const view = viewOf(aSnapshot({ subnets: { 'subnet-pods': { tags } } }));
    expect(isTaggedForPods(view, view.account.subnets.find('subnet-pods'))).toBe(expected);
  });
});
