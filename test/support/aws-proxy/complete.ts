import type { Call } from './action.ts';

/** The answer with what AWS always gives and the emulator leaves out, and without what the emulator makes up. */
export function completed(body: string, { action }: Call): string {
  switch (action) {
    case 'eks:DescribeCluster':
      return completedCluster(body);
    case 'eks:DescribeNodegroup':
      return soberNodeGroup(body);
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

interface DescribedGroup {
  readonly nodegroup: {
    readonly remoteAccess?: { readonly ec2SshKey?: string };
    readonly instanceTypes?: readonly string[];
    readonly launchTemplate?: object;
  };
}

/** The emulator gives every group a key for SSH, and a type also where the launch template names it. */
function soberNodeGroup(body: string): string {
  const { nodegroup } = JSON.parse(body) as DescribedGroup;
  const { remoteAccess, instanceTypes, ...rest } = nodegroup;
  const isInvented = rest.launchTemplate !== undefined && instanceTypes?.join() === 't3.medium';
  return JSON.stringify({
    nodegroup: {
      ...rest,
      ...(isInvented ? {} : { instanceTypes }),
      ...(remoteAccess?.ec2SshKey === 'eksKeypair' ? {} : { remoteAccess }),
    },
  });
}
