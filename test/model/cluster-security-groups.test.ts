import { describe, expect, it } from '@jest/globals';
import {
  controlPlaneSecurityGroupIds,
  existingGroups,
  fargateSecurityGroupIds,
  nodeSecurityGroupIds,
} from '../../shared/model/cluster-security-groups.ts';
import { undecidable } from '../../shared/model/snapshot/known.ts';
import type { Snapshot } from '../../shared/model/snapshot/snapshot.ts';
import { NotObserved } from '../../shared/model/view/reveal.ts';
import { AccountView, type ClusterView } from '../../shared/model/view/views.ts';
import { aSnapshot, without } from '../support/snapshot-builders.ts';

function viewOf(snapshot: Snapshot): ClusterView {
  const [view] = new AccountView(snapshot).clusters;
  if (!view) throw new Error('The snapshot has no cluster.');
  return view;
}

describe('controlPlaneSecurityGroupIds', () => {
  const cluster = { securityGroupIds: ['sg-extra', 'sg-cluster'] };
  const noInterfaces = { 'eni-eks-a': null, 'eni-eks-b': null };

  it('are those on the interfaces, whatever is configured', () => {
    const changed = aSnapshot({
      cluster,
      networkInterfaces: { 'eni-eks-b': { securityGroupIds: ['sg-cluster', 'sg-old'] } },
    });
    expect(controlPlaneSecurityGroupIds(viewOf(changed))).toEqual(['sg-cluster', 'sg-old']);
  });

  it('are the configured ones without interfaces and before deployment', () => {
    const before = { ...aSnapshot({ cluster }), networkInterfaces: undecidable('only known after deployment') };
    for (const snapshot of [aSnapshot({ cluster, networkInterfaces: noInterfaces }), before])
      expect(controlPlaneSecurityGroupIds(viewOf(snapshot))).toEqual(['sg-cluster', 'sg-extra']);
  });

  it('are not known when the interfaces could not be read', () => {
    expect(() => controlPlaneSecurityGroupIds(viewOf(without(aSnapshot(), 'networkInterfaces')))).toThrow(NotObserved);
  });
});

describe('nodeSecurityGroupIds', () => {
  function ofWorkers(snapshot: Snapshot) {
    const view = viewOf(snapshot);
    const group = view.nodeGroups.find('demo/workers');
    if (!group) throw new Error('The snapshot has no demo/workers.');
    return nodeSecurityGroupIds(view, group);
  }
  const workers = (version: string) => ({
    nodeGroups: { 'demo/workers': { launchTemplate: { id: 'lt-x', version } } },
  });

  it('of a managed group are the cluster’s own, with that for remote access', () => {
    expect(ofWorkers(aSnapshot())).toEqual(['sg-cluster']);
    const remoteAccess = { ec2SshKey: 'key', sourceSecurityGroupIds: [], securityGroupId: 'sg-remote' };
    expect(ofWorkers(aSnapshot({ cluster: { nodeGroups: { 'demo/workers': { remoteAccess } } } }))).toEqual([
      'sg-cluster',
      'sg-remote',
    ]);
  });

  it('are those of the launch template, on the template or on the first interface', () => {
    const launchTemplateVersions = {
      'lt-x:1': { securityGroupIds: ['sg-node'] },
      'lt-x:2': {
        isDefault: true,
        networkInterfaces: [
          { deviceIndex: 0, securityGroupIds: ['sg-eni'] },
          { deviceIndex: 1, securityGroupIds: ['sg-second'] },
        ],
      },
      'lt-x:10': {},
    };
    const groups = (version: string) => ofWorkers(aSnapshot({ cluster: workers(version), launchTemplateVersions }));
    expect(['1', '$Default', '10', '$Latest'].map(groups)).toEqual([
      ['sg-node'],
      ['sg-eni'],
      ['sg-cluster'],
      ['sg-cluster'],
    ]);
    expect(() => groups('7')).toThrow(/does not exist/);
  });

  const selfManaged = (snapshot: Snapshot) => {
    const view = viewOf(snapshot);
    const group = view.account.autoScalingGroups.find('asg-x');
    if (!group) throw new Error('The snapshot has no asg-x.');
    return nodeSecurityGroupIds(view, group);
  };

  it('of a self-managed group are those on its instances, else of its launch template', () => {
    const interfaces = { 'eni-node-a': { securityGroupIds: ['sg-node', 'sg-ssh'] } };
    const launchTemplate = { id: 'lt-x', version: '1' };
    const asg = (instanceIds: string[]) => ({ 'asg-x': { instanceIds, launchTemplate } });
    const given = (instanceIds: string[]) =>
      aSnapshot({
        autoScalingGroups: asg(instanceIds),
        networkInterfaces: interfaces,
        launchTemplateVersions: { 'lt-x:1': { securityGroupIds: ['sg-lt'] } },
      });
    expect(selfManaged(given(['i-node-a']))).toEqual(['sg-node', 'sg-ssh']);
    expect(selfManaged(given([]))).toEqual(['sg-lt']);
    expect(() => selfManaged(aSnapshot({ autoScalingGroups: { 'asg-x': {} } }))).toThrow(/has no instances/);
  });

  it('of Fargate pods are the cluster’s own', () => {
    expect(fargateSecurityGroupIds(viewOf(aSnapshot()))).toEqual(['sg-cluster']);
  });
});

describe('existingGroups', () => {
  it('leaves out what does not exist, and repeats nothing', () => {
    const account = new AccountView(aSnapshot());
    const found = existingGroups(account, ['sg-cluster', 'sg-gone', 'sg-cluster'], 'vpc-main');
    expect(found.map(({ id }) => id)).toEqual(['sg-cluster']);
    const blind = new AccountView(without(aSnapshot(), 'securityGroups'));
    expect(() => existingGroups(blind, ['sg-cluster'], 'vpc-main')).toThrow(NotObserved);
  });
});
