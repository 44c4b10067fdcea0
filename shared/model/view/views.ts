import type { DeclarationName, Declarations } from '../declarations.ts';
import type { AddOnRecord, ClusterRecord, FargateProfileRecord, NodeGroupRecord } from '../snapshot/cluster.ts';
import { isUnobserved, type Listing, type UnobservedMember } from '../snapshot/known.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Cluster } from './records.ts';
import { NotObserved, type Recorder, reveal } from './reveal.ts';
import { Table } from './table.ts';

interface ViewOptions {
  /** What the owner of a cluster declares, by the cluster's name. */
  readonly declarationsOf?: (cluster: string) => Declarations;
  readonly recorder?: Recorder;
}

/** A snapshot, indexed. Indexes are built once and shared by all clusters. */
export class AccountView {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  /** ISO 8601. */
  readonly observedAt: string;
  readonly clusters: readonly ClusterView[];
  /** Clusters that exist but could not be described. */
  readonly hiddenClusters: readonly NotObserved[];
  readonly vpcs;
  readonly dhcpOptions;
  readonly subnets;
  readonly routeTables;
  readonly networkAcls;
  readonly securityGroups;
  readonly prefixLists;
  readonly networkInterfaces;
  readonly vpcEndpoints;
  readonly natGateways;
  readonly internetGateways;
  readonly egressOnlyInternetGateways;
  readonly transitGatewayVpcAttachments;
  readonly vpnGateways;
  readonly vpcPeeringConnections;
  readonly instances;
  readonly instanceTypes;
  readonly launchTemplateVersions;
  readonly autoScalingGroups;
  readonly availabilityZones;
  readonly clusterNames;
  readonly loadBalancers;
  readonly iamRoles;
  readonly hostedZones;
  readonly serviceQuotas;

  constructor(snapshot: Snapshot, { declarationsOf = () => ({}), recorder }: ViewOptions = {}) {
    const table = <T extends { readonly id: string }>(name: string, listing: Listing<T>) =>
      new Table<T>(name, listing, recorder);
    this.account = snapshot.account;
    this.region = snapshot.region;
    this.partition = snapshot.partition;
    this.observedAt = snapshot.observedAt;
    this.vpcs = table('vpcs', snapshot.vpcs);
    this.dhcpOptions = table('dhcpOptions', snapshot.dhcpOptions);
    this.subnets = table('subnets', snapshot.subnets);
    this.routeTables = table('routeTables', snapshot.routeTables);
    this.networkAcls = table('networkAcls', snapshot.networkAcls);
    this.securityGroups = table('securityGroups', snapshot.securityGroups);
    this.prefixLists = table('prefixLists', snapshot.prefixLists);
    this.networkInterfaces = table('networkInterfaces', snapshot.networkInterfaces);
    this.vpcEndpoints = table('vpcEndpoints', snapshot.vpcEndpoints);
    this.natGateways = table('natGateways', snapshot.natGateways);
    this.internetGateways = table('internetGateways', snapshot.internetGateways);
    this.egressOnlyInternetGateways = table('egressOnlyInternetGateways', snapshot.egressOnlyInternetGateways);
    this.transitGatewayVpcAttachments = table('transitGatewayVpcAttachments', snapshot.transitGatewayVpcAttachments);
    this.vpnGateways = table('vpnGateways', snapshot.vpnGateways);
    this.vpcPeeringConnections = table('vpcPeeringConnections', snapshot.vpcPeeringConnections);
    this.instances = table('instances', snapshot.instances);
    this.instanceTypes = table('instanceTypes', snapshot.instanceTypes);
    this.launchTemplateVersions = table('launchTemplateVersions', snapshot.launchTemplateVersions);
    this.autoScalingGroups = table('autoScalingGroups', snapshot.autoScalingGroups);
    this.availabilityZones = table('availabilityZones', snapshot.availabilityZones);
    this.clusterNames = table('clusterNames', snapshot.clusterNames);
    this.loadBalancers = table('loadBalancers', snapshot.loadBalancers);
    this.iamRoles = table('iamRoles', snapshot.iamRoles);
    this.hostedZones = table('hostedZones', snapshot.hostedZones);
    this.serviceQuotas = table('serviceQuotas', snapshot.serviceQuotas);

    const { described, hidden } = split(snapshot.clusters);
    this.hiddenClusters = hidden;
    this.clusters = described.map((record) => new ClusterView(this, record, declarationsOf(record.id), recorder));
  }
}

function split(listing: Listing<ClusterRecord>): { described: ClusterRecord[]; hidden: NotObserved[] } {
  if (isUnobserved(listing)) return { described: [], hidden: [new NotObserved('clusters', '', listing)] };
  const described: ClusterRecord[] = [];
  const hidden: NotObserved[] = [];
  for (const member of listing) {
    if (isUnobserved(member)) hidden.push(new NotObserved('clusters', (member as UnobservedMember).of, member));
    else described.push(member as ClusterRecord);
  }
  return { described, hidden };
}

/** One cluster and what belongs to it. The questions about its network are functions over this view, one file each. */
export class ClusterView {
  readonly account: AccountView;
  /** The cluster's name, or its logical address in a template. */
  readonly name: string;
  readonly cluster: Cluster;
  readonly nodeGroups: Table<NodeGroupRecord>;
  readonly fargateProfiles: Table<FargateProfileRecord>;
  readonly addOns: Table<AddOnRecord>;
  /** What the cluster's owner declares; absent members are not declared. */
  readonly declared: Declarations;

  constructor(account: AccountView, record: ClusterRecord, declared: Declarations, recorder?: Recorder) {
    const { nodeGroups, fargateProfiles, addOns, ...cluster } = record;
    this.account = account;
    this.name = record.id;
    this.cluster = reveal(cluster, 'clusters', recorder);
    this.nodeGroups = new Table('nodeGroups', nodeGroups, recorder);
    this.fargateProfiles = new Table('fargateProfiles', fargateProfiles, recorder);
    this.addOns = new Table('addOns', addOns, recorder);
    this.declared = declared;
  }

  /** A declaration that the question cannot do without; raises `NotObserved` of kind `undeclared` when it is absent. */
  declaration<K extends DeclarationName>(name: K): NonNullable<Declarations[K]> {
    const value = this.declared[name];
    if (value !== undefined) return value;
    const reason = `AWS does not show it; declare ${name} for this cluster in plumbline.yaml`;
    throw new NotObserved(name, this.name, { observed: false, kind: 'undeclared', reason });
  }
}
