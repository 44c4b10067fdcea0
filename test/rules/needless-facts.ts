/** What a verdict reads and stands without, by the code of the rule: the facts, as `collection.field`, and why they cannot change it. */
export interface Needless {
  readonly facts: RegExp;
  readonly because: string;
}

const configured =
  'settings of the VPC CNI are those that are configured, as far as no interface that was seen contradicts them';
const noDefaultRoute = 'a subnet without a default route is isolated, whatever the targets of its other routes are';
const ofPrefixes = 'the size of a subnet matters only where what is in use has to be told from it';
const noteOnly = 'only a note depends on it';

export const needlessFacts: Readonly<Record<string, readonly Needless[]>> = {
  A3: [{ facts: /^availabilityZones$/, because: 'the id of a Local Zone tells what it is' }],
  A7: [{ facts: /^nodeGroups\.(instanceTypes|labels)$/, because: noteOnly }],
  A9: [{ facts: /^nodeGroups/, because: 'nodes that were seen in two zones settle it' }],
  B1: [{ facts: /^subnets\.cidr$/, because: ofPrefixes }],
  B2: [{ facts: /^subnets\.cidr$/, because: ofPrefixes }],
  B3: [{ facts: /^clusters\.vpcId$/, because: 'the subnets of the groups name their VPC' }],
  B7: [
    { facts: /^subnets\.cidr$/, because: ofPrefixes },
    {
      facts: /^clusters\.(vpcId|subnetIds|autoMode)$/,
      because: 'an update needs room for the nodes of its own group alone, whose subnets name their VPC',
    },
  ],
  B10: [{ facts: /^networkInterfaces$/, because: configured }],
  B11: [
    { facts: /^networkInterfaces$/, because: configured },
    { facts: /^subnets\.cidr$/, because: ofPrefixes },
  ],
  B12: [
    { facts: /^(networkInterfaces|nodeGroups\.amiType)$/, because: configured },
    { facts: /^routeTables\.routes\.target$/, because: noDefaultRoute },
  ],
  B13: [{ facts: /^networkInterfaces$/, because: configured }],
  B18: [{ facts: /^nodeGroups/, because: noteOnly }],
  D4: [
    {
      facts: /^(routeTables|subnets\.vpcId)/,
      because: 'declared people come by Systems Manager, or from an address that public access admits',
    },
  ],
  D8: [
    {
      facts: /^(natGateways\.vpcId|vpcEndpoints\.routeTableIds)$/,
      because: 'an endpoint that serves the subnets stands in for the way out, and interface endpoints have no routes',
    },
  ],
  E1: [{ facts: /^routeTables\.routes\.target$/, because: noDefaultRoute }],
  E2: [
    { facts: /^routeTables\.routes\.target$/, because: noDefaultRoute },
    { facts: /^clusters\.clusterSecurityGroupId$/, because: 'who may enter an endpoint is the business of E4' },
  ],
  E3: [{ facts: /^routeTables\.routes\.target$/, because: noDefaultRoute }],
  E4: [{ facts: /^routeTables\.routes\.target$/, because: noDefaultRoute }],
  E5: [
    { facts: /^routeTables\.routes\.target$/, because: noDefaultRoute },
    { facts: /^availabilityZones$/, because: 'the id of a Local Zone tells what it is' },
  ],
  E6: [
    {
      facts: /^routeTables\.routes\.(target|state)$/,
      because: 'a subnet without a default route is isolated, and the endpoint names the route tables that it serves',
    },
  ],
  E8: [
    {
      facts: /^(subnets|routeTables|nodeGroups|natGateways|internetGateways|fargateProfiles)/,
      because: 'DHCP options that name Amazon’s DNS are right for isolated clusters and for all others',
    },
  ],
  E9: [
    { facts: /^routeTables\.routes\.target$/, because: noDefaultRoute },
    {
      facts: /^vpcEndpoints\.policyDocument$/,
      because: 'some endpoints take no policy, or it was no pull that it judges',
    },
  ],
  F11: [{ facts: /^vpcPeeringConnections$/, because: 'the VPC’s own networks settle it before peerings are asked' }],
  G5: [
    { facts: /^clusters\.ipFamily$/, because: 'what is let out in IPv4 is asked of clusters of both families' },
    { facts: /^routeTables\.routes\.target$/, because: noDefaultRoute },
  ],
  G11: [
    {
      facts: /^(prefixLists|securityGroups\.ingress\.peer)$/,
      because: 'whoever may enter at a port that is not judged',
    },
  ],
  H6: [{ facts: /^(nodeGroups(\.amiType)?|subnets(\.\w+)?)$/, because: configured }],
  H7: [{ facts: /^nodeGroups$/, because: 'tags of instances tell whose nodes they are' }],
  I10: [
    {
      facts: /^(natGateways\.vpcId|subnets\.zoneId)$/,
      because: 'a NAT gateway that is gone is the business of its route',
    },
  ],
  J9: [{ facts: /^networkInterfaces$/, because: configured }],
};

/** Violations of which more is known with the fact than without it, and which are certain all the same. */
export const surerViolations: Readonly<Record<string, readonly Needless[]>> = {
  A9: [{ facts: /^networkInterfaces$/, because: 'without instances and interfaces, node groups alone are judged' }],
  B1: [{ facts: /^networkInterfaces$/, because: configured }],
  G3: [
    {
      facts: /^(clusters\.|networkInterfaces$|securityGroups\.)/,
      because: 'there is little room in either case; the facts only tell whom that keeps out',
    },
  ],
  G11: [{ facts: /^securityGroups$/, because: 'the node group itself shows what EKS opens; its groups show where' }],
};
