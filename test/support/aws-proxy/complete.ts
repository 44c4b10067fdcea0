import type { Call } from './action.ts';

/** Members that AWS always gives and the emulator leaves out. */
export function completed(body: string, { action }: Call): string {
  switch (action) {
    case 'eks:DescribeCluster':
      return completedCluster(body);
    case 'ec2:DescribeNatGateways':
      return body.replaceAll('</natGatewayId>', '</natGatewayId><connectivityType>public</connectivityType>');
    case 'ec2:DescribeSubnets':
      return body.replaceAll('</subnetId>', '</subnetId><enableDns64>false</enableDns64>');
    default:
      return body;
  }
}

interface Described {
  readonly cluster: { readonly kubernetesNetworkConfig?: object };
}

function completedCluster(body: string): string {
  const { cluster } = JSON.parse(body) as Described;
  return JSON.stringify({
    cluster: {
      accessConfig: { authenticationMode: 'API_AND_CONFIG_MAP' },
      health: { issues: [] },
      ...cluster,
      kubernetesNetworkConfig: { ipFamily: 'ipv4', ...cluster.kubernetesNetworkConfig },
    },
  });
}
