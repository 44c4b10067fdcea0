// Generated from the truth tables under test/rules. Run `npm run docs`.

/** By IAM action, the codes of the rules that ask about what its answers tell, with a space between them. */
export const askersByAction: Readonly<Record<string, string>> = {
  'autoscaling:DescribeAutoScalingGroups':
    'A2 A3 A6 A8 A9 B1 B2 B3 B4 B5 B7 B8 B9 B10 B11 B12 B13 B14 B15 B16 B18 B19 C3 C4 D2 D3 D6 D7 D8 D9 D11 D13 E1 E2 E3 E4 E5 E6 E8 E9 F4 F5 F7 F14 F15 G2 G3 G4 G5 G6 G8 G9 G11 H4 H6 H7 I1 I2 I3 I4 I6 I9 I10 J2 J9 J10 J12',
  'ec2:DescribeAvailabilityZones': 'A3 C1 C2 E5',
  'ec2:DescribeDhcpOptions': 'D10 E4 E8 E9',
  'ec2:DescribeEgressOnlyInternetGateways': 'B15 D10 D11 I3',
  'ec2:DescribeInstanceTypes': 'B1 B2 B3 B7 B9 B10 B11 B13 J2 J9',
  'ec2:DescribeInstances':
    'A2 A3 A6 A8 A9 B1 B2 B3 B4 B5 B7 B8 B9 B10 B11 B12 B13 B14 B15 B16 B19 C3 C4 D2 D3 D6 D7 D8 D9 D11 D13 E1 E2 E3 E4 E5 E6 E8 E9 F4 F5 F7 F14 F15 G2 G3 G4 G5 G6 G8 G9 G11 H4 H6 H7 I1 I2 I3 I4 I6 I8 I9 I10 J2 J9 J12',
  'ec2:DescribeInternetGateways': 'A8 A9 B12 B15 D2 D3 D6 D8 D10 D11 E1 E2 E3 E4 E5 E6 E8 E9 G5 G6 G11 I3 I4 I10 K3',
  'ec2:DescribeLaunchTemplateVersions': 'B1 B7 B10 D2 D6 D8 D12 E4 G3 G4 G5 G8 G11 J2',
  'ec2:DescribeManagedPrefixLists': 'E1 F4 F8 G2 G3 G5 G6 G10 G11 I4 I6',
  'ec2:DescribeNatGateways': 'A8 A9 B12 B15 D2 D3 D6 D8 D10 D11 E1 E2 E3 E4 E5 E6 E8 E9 G5 G6 G11 I3 I4 I10',
  'ec2:DescribeNetworkAcls': 'D10 F15 I2 I3',
  'ec2:DescribeNetworkInterfaces':
    'A9 B1 B2 B3 B4 B5 B7 B8 B9 B10 B11 B12 B13 B14 D2 D3 D4 D6 D8 D10 D11 E2 E4 F4 F5 F8 F9 F10 F14 G1 G2 G3 G4 G5 G6 G8 G9 G10 G11 H1 H2 H3 H4 H5 H6 H7 I8 J9',
  'ec2:DescribeRouteTables':
    'A1 A2 A8 A9 B4 B5 B6 B12 B13 B14 B15 C1 C2 C3 C5 D2 D3 D4 D6 D7 D8 D9 D10 D11 D12 D13 E1 E2 E3 E4 E5 E6 E8 E9 F4 F5 F6 F7 F11 F14 G5 G6 G11 I3 I4 I6 I9 I10 K3',
  'ec2:DescribeSecurityGroupRules': 'D4 F8 F9 F10 F11 F14 G3 G4 G6 G9 G10 G11',
  'ec2:DescribeSecurityGroups': 'D4 D6 D8 D10 D11 E2 E4 F8 F9 F10 F11 F14 G1 G2 G3 G4 G5 G6 G7 G8 G9 G10 G11 H6',
  'ec2:DescribeSubnets':
    'A1 A2 A3 A4 A5 A6 A7 A8 A9 B1 B2 B3 B4 B5 B6 B7 B8 B9 B11 B12 B13 B14 B15 B16 B19 C1 C2 C3 C4 C5 D2 D3 D4 D6 D7 D8 D9 D10 D11 D12 D13 E1 E2 E3 E4 E5 E6 E8 E9 F4 F5 F6 F7 F8 F9 F11 F14 F15 G4 G5 G6 G11 H2 H4 H6 I1 I2 I3 I4 I6 I8 I9 I10 J12 K2 K3',
  'ec2:DescribeTransitGatewayVpcAttachments': 'D4 D13 F6 F7',
  'ec2:DescribeVpcAttribute': 'D8 D11 E2 E3 E4 E5 E6 E7 E9 I3',
  'ec2:DescribeVpcEndpoints': 'D2 D6 D8 D11 E1 E2 E3 E4 E5 E6 E7 E9 F4 G5 I3 I4',
  'ec2:DescribeVpcPeeringConnections': 'D4 F11 I4 I5 I6 I7',
  'ec2:DescribeVpcs': 'D4 D8 D10 D11 E2 E3 E4 E5 E6 E7 E8 E9 F2 F4 F5 F6 F8 F9 F11 G5 H5 I3 I5 I7 I8 J11 K1',
  'ec2:DescribeVpnGateways': 'D4 F6',
  'ec2:GetManagedPrefixListEntries': 'F4 F8 G6 G10 G11 I6',
  'ec2:GetSubnetCidrReservations': 'B1 B2 B3 B7 B9 B11',
  'eks:DescribeAddon': 'B1 B7 B9 B10 B11 B12 B13 B18 H6 J5 J9',
  'eks:DescribeCluster':
    'A1 A2 A3 A4 A5 A6 A7 A8 A9 B1 B2 B3 B4 B5 B6 B7 B8 B9 B10 B11 B12 B13 B14 B15 B16 B17 B18 B19 C1 C2 C3 C4 C5 D1 D2 D3 D4 D5 D6 D7 D8 D9 D10 D11 D12 D13 E1 E2 E3 E4 E5 E6 E7 E8 E9 F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 F12 F13 F14 F15 G1 G2 G3 G4 G5 G6 G7 G8 G9 G10 G11 H1 H2 H3 H4 H5 H6 H7 I1 I2 I3 I4 I5 I6 I7 I8 I9 I10 J1 J2 J3 J4 J5 J6 J7 J8 J9 J10 J11 J12 K1 K2 K3 K4 K5',
  'eks:DescribeFargateProfile':
    'A2 A3 A6 A8 A9 B1 B2 B4 B5 B8 B9 B11 B12 B14 B15 B16 B19 C3 C4 D2 D3 D6 D7 D8 D9 D11 D13 E1 E2 E3 E4 E5 E6 E8 E9 F4 F5 F7 F14 F15 G2 G4 G5 H4 I1 I2 I3 I4 I6 I9 I10 J7 J12',
  'eks:DescribeNodegroup':
    'A2 A3 A4 A5 A6 A7 A8 A9 B1 B2 B3 B4 B5 B7 B8 B9 B10 B11 B12 B13 B14 B15 B16 B17 B18 B19 C3 C4 D2 D3 D6 D7 D8 D9 D11 D12 D13 E1 E2 E3 E4 E5 E6 E8 E9 F4 F5 F7 F14 F15 G2 G3 G4 G5 G6 G8 G9 G11 H4 H6 H7 I1 I2 I3 I4 I6 I9 I10 J1 J2 J3 J4 J5 J7 J9 J10 J12',
  'eks:ListAddons': 'B1 B2 B7 B9 B10 B11 B12 B13 B18 D6 D8 D11 E2 E3 H6 J5 J9',
  'eks:ListClusters':
    'A1 A2 A3 A4 A5 A6 A7 A8 A9 B1 B2 B3 B4 B5 B6 B7 B8 B9 B10 B11 B12 B13 B14 B15 B16 B17 B18 B19 C1 C2 C3 C4 C5 D1 D2 D3 D4 D5 D6 D7 D8 D9 D10 D11 D12 D13 E1 E2 E3 E4 E5 E6 E7 E8 E9 F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 F12 F13 F14 F15 G1 G2 G3 G4 G5 G6 G7 G8 G9 G10 G11 H1 H2 H3 H4 H5 H6 H7 I1 I2 I3 I4 I5 I6 I7 I8 I9 I10 J1 J2 J3 J4 J5 J6 J7 J8 J9 J10 J11 J12 K1 K2 K3 K4 K5',
  'eks:ListFargateProfiles':
    'A2 A3 A6 A8 A9 B1 B2 B4 B5 B8 B9 B11 B12 B14 B15 B16 B19 C3 C4 D2 D3 D6 D7 D8 D9 D11 D13 E1 E2 E3 E4 E5 E6 E8 E9 F4 F5 F7 F14 F15 G2 G4 G5 H4 I1 I2 I3 I4 I6 I9 I10 J7 J12',
  'eks:ListNodegroups':
    'A2 A3 A4 A5 A6 A7 A8 A9 B1 B2 B3 B4 B5 B7 B8 B9 B10 B11 B12 B13 B14 B15 B16 B17 B18 B19 C3 C4 D2 D3 D6 D7 D8 D9 D11 D12 D13 E1 E2 E3 E4 E5 E6 E8 E9 F4 F5 F7 F14 F15 G2 G3 G4 G5 G6 G8 G9 G11 H4 H6 H7 I1 I2 I3 I4 I6 I9 I10 J1 J2 J3 J4 J5 J7 J9 J10 J12',
  'eks:ListPodIdentityAssociations': 'D6 D8 D11 E2 J5',
  'elasticloadbalancing:DescribeListeners': 'K5',
  'elasticloadbalancing:DescribeLoadBalancers': 'G9 K1 K2 K3 K4 K5',
  'elasticloadbalancing:DescribeTags': 'K1 K2 K3 K5',
  'elasticloadbalancing:DescribeTargetGroups': 'K5',
  'iam:GetRole': 'J5 J6',
  'iam:ListAttachedRolePolicies': 'B13 J5 J6',
  'iam:ListRolePolicies': 'B13 J5 J6',
  'route53:GetHostedZone': 'K4',
  'route53:ListHostedZones': 'K4',
  'route53:ListResourceRecordSets': 'K4',
  'servicequotas:GetServiceQuota': 'F11 G3',
  'sts:GetCallerIdentity':
    'A1 A2 A3 A4 A5 A6 A7 A8 A9 B1 B2 B3 B4 B5 B6 B7 B8 B9 B10 B11 B12 B13 B14 B15 B16 B17 B18 B19 C1 C2 C3 C4 C5 D1 D2 D3 D4 D5 D6 D7 D8 D9 D10 D11 D12 D13 E1 E2 E3 E4 E5 E6 E7 E8 E9 F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 F12 F13 F14 F15 G1 G2 G3 G4 G5 G6 G7 G8 G9 G10 G11 H1 H2 H3 H4 H5 H6 H7 I1 I2 I3 I4 I5 I6 I7 I8 I9 I10 J1 J2 J3 J4 J5 J6 J7 J8 J9 J10 J11 J12 K1 K2 K3 K4 K5',
};
