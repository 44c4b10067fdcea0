import { remotePodNetworks } from '../../model/remote-networks.ts';
import { remoteRoutesRule } from '../remote-routes-rule.ts';

export const remotePodNetworksAreRouted = remoteRoutesRule({
  code: 'F5',
  name: 'remote-pod-networks-are-routed',
  aliases: ['hybrid-route-pod-cidrs'],
  title: 'Route tables of cluster subnets lead every remote pod network on premises',
  severity: 'high',
  why: 'The API server calls webhooks and metrics servers on remote pods from any cluster subnet. Without a route their answers never come (failed calling webhook: context deadline exceeded), and cloud pods do not reach remote ones.',
  how: 'As for remote node networks (F4), with the remote pod networks. The gateway instances of EKS Hybrid Nodes are network interfaces that have to be in use, with their source/destination check off. Says nothing where the remote pod networks are declared not to be routable (podCidrsRoutable): webhooks then have to run in the cloud.',
  networksOf: remotePodNetworks,
  exempt: (view) => {
    if (remotePodNetworks(view).length === 0) return 'The cluster has no remote pod networks.';
    return view.declared.podCidrsRoutable === false ? 'Remote pods are declared not to be routable.' : undefined;
  },
  consequences: {
    ofControlPlane:
      'EKS may place an interface there, and could not reach webhooks on remote pods from it (context deadline exceeded).',
    ofNodes: 'Nodes there cannot reach the remote pods.',
  },
});
