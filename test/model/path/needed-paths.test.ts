import { describe, expect, it } from '@jest/globals';
import type { Declarations } from '../../../shared/model/declarations.ts';
import { neededPaths } from '../../../shared/model/path/needed-paths.ts';
import { endWords } from '../../../shared/model/path/trace-path.ts';
import type { Snapshot } from '../../../shared/model/snapshot/snapshot.ts';
import { NotObserved } from '../../../shared/model/view/reveal.ts';
import { aHybridSnapshot } from '../../support/hybrid-snapshot.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';
import { viewOf } from '../../support/view-of.ts';

const loadBalancer = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/net/web/0123456789abcdef';
const withLoadBalancer = (port: number) =>
  aSnapshot({
    networkInterfaces: {
      'eni-lb': { description: 'ELB net/web/0123456789abcdef', privateIpv4Addresses: ['10.0.1.9'] },
    },
    loadBalancers: { [loadBalancer]: { targetGroups: [{ id: 'arn:aws:tg', name: 'web', port }] } },
  });

function listed(snapshot: Snapshot, declare: Declarations = {}): readonly string[] {
  return neededPaths(viewOf(snapshot, declare)).map((path) =>
    path instanceof NotObserved
      ? `hidden: ${path.missing.fact}`
      : `${path.use}: ${endWords(path.from)} → ${endWords(path.to)} ${path.protocol} ${path.port}`,
  );
}

describe('the paths that a cluster needs', () => {
  it('are those of its nodes and its control plane, from every subnet', () => {
    expect(listed(aSnapshot()).filter((path) => path.includes('subnet-a'))).toEqual([
      'nodes → API server: subnet-a → api tcp 443',
      ...['ec2', 'ecr.api', 'ecr.dkr', 's3', 'sts', 'elasticloadbalancing'].map(
        (service) => `nodes → AWS services: subnet-a → ${service} tcp 443`,
      ),
      'nodes → cluster DNS: subnet-a → dns udp 53',
      'nodes → cluster DNS: subnet-a → dns tcp 53',
      'nodes → kubelets: subnet-a → nodes tcp 10250',
      'control plane → kubelets: subnet-a → kubelet tcp 10250',
    ]);
  });

  it.each<[string, Snapshot, Declarations, readonly string[]]>([
    [
      'hybrid nodes',
      aHybridSnapshot(),
      { webhookPorts: [9443] },
      [
        'control plane → webhooks: subnet-a → webhook tcp 9443',
        'control plane → hybrid kubelets: subnet-a → hybrid-nodes tcp 10250',
        'control plane → hybrid webhooks: subnet-a → hybrid-pods tcp 9443',
        'hybrid nodes → API server: hybrid-nodes → api tcp 443',
        'hybrid pods → API server: hybrid-pods → api tcp 443',
      ],
    ],
    [
      'a control plane whose egress the VPC routes',
      aSnapshot({ cluster: { controlPlaneEgressMode: 'CUSTOMER_ROUTED' } }),
      {},
      ['control plane → internet: control-plane@subnet-a → internet tcp 443'],
    ],
    ['a load balancer', withLoadBalancer(30_080), {}, ['load balancers → targets: eni-lb → nodes tcp 30080']],
    ['a load balancer whose port is a placeholder', withLoadBalancer(1), {}, ['hidden: loadBalancers.targetGroups']],
    ['load balancers that were not read', without(aSnapshot(), 'loadBalancers'), {}, ['hidden: loadBalancers']],
  ])('with %s', (_, snapshot, declare, expected) => {
    expect(listed(snapshot, declare)).toEqual(expect.arrayContaining([...expected]));
  });
});
