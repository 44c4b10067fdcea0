import { remoteNodeNetworks } from '../../model/remote-networks.ts';
import { remoteRoutesRule } from '../remote-routes-rule.ts';

export const remoteNodeNetworksAreRouted = remoteRoutesRule({
  code: 'F4',
  name: 'remote-node-networks-are-routed',
  aliases: ['hybrid-route-node-cidrs'],
  title: 'Route tables of cluster subnets lead every remote node network on premises',
  severity: 'critical',
  why: 'EKS may place a control-plane interface in any cluster subnet. From one without a route to the hybrid nodes the API server cannot reach their kubelets, and its answers to them are lost: nodes become NotReady, logs and exec fail (dial tcp …:10250: i/o timeout).',
  how: 'Cuts each remote node network wherever the subnet’s effective route table may decide differently. Every piece has to be led, by the longest prefix, to a gateway that can lead on premises: a default route to a transit gateway will do, a blackhole, an internet or NAT gateway or a peering connection will not. A network interface has to forward (source/destination check off). Subnets that only host cloud nodes are of medium severity.',
  networksOf: remoteNodeNetworks,
  exempt: (view) => (remoteNodeNetworks(view).length === 0 ? 'The cluster has no remote node networks.' : undefined),
  consequences: {
    ofControlPlane:
      'EKS may place an interface there, and could not reach the remote nodes from it (dial tcp …:10250: i/o timeout).',
    ofNodes: 'Nodes there cannot reach the remote nodes.',
  },
});
