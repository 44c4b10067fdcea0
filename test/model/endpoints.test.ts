import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { endpointCoverage } from '../../shared/model/endpoint-coverage.ts';
import { endpointServiceOf } from '../../shared/model/endpoint-services.ts';
import { endpointGaps, requiredEndpoints } from '../../shared/model/endpoints.ts';
import type { VpcEndpointRecord } from '../../shared/model/snapshot/gateways.ts';
import { unread } from '../../shared/model/snapshot/known.ts';
import { observedOf } from '../../shared/model/view/observing.ts';
import { NotObserved } from '../../shared/model/view/reveal.ts';
import { anIsolatedSnapshot } from '../support/isolated-snapshot.ts';
import { rule } from '../support/record-builders.ts';
import { aSnapshot, hiddenIn } from '../support/snapshot-builders.ts';
import { subnetOf, viewOf } from '../support/view-of.ts';

type Given = Parameters<typeof anIsolatedSnapshot>[0];

const gapsIn = (given: Given, subnet = 'subnet-a') => {
  const view = viewOf(anIsolatedSnapshot(given));
  return endpointGaps(view, subnetOf(view, subnet));
};
const servicesOf = (given: Given, subnet?: string) => gapsIn(given, subnet).map(({ need }) => need.service);

const endpointIds = ['ec2', 'ecr.api', 'ecr.dkr', 's3', 'sts', 'elasticloadbalancing'].map((name) => `vpce-${name}`);
const anyFault = fc.constantFrom<Partial<VpcEndpointRecord> | null>(
  null,
  { state: 'pendingAcceptance' },
  { privateDnsEnabled: false },
  { securityGroupIds: [] },
  { routeTableIds: ['rtb-b'] },
  {},
);
const anyFaults = fc.record(Object.fromEntries(endpointIds.map((id) => [id, anyFault])));

describe('requiredEndpoints', () => {
  it('are what a plain node group needs, with a reason and what people see without it', () => {
    const needs = observedOf(requiredEndpoints(viewOf(aSnapshot())));
    expect(needs.map(({ service, importance }) => `${service} ${importance}`)).toEqual([
      'ec2 required',
      'ecr.api required',
      'ecr.dkr required',
      's3 required',
      'sts required',
      'elasticloadbalancing required',
      'eks optional',
    ]);
    expect(needs.filter(({ reason, symptom }) => reason === '' || symptom === '')).toEqual([]);
  });

  it('are told apart for subnets of nodes and of Fargate', () => {
    const view = viewOf(
      aSnapshot({
        cluster: { fargateProfiles: { 'demo/pods': { subnetIds: ['subnet-c'] } } },
        subnets: { 'subnet-c': {} },
      }),
      { irsa: false },
    );
    const servicesIn = (id: string) =>
      observedOf(requiredEndpoints(view, [subnetOf(view, id)])).map(({ service }) => service);
    expect(servicesIn('subnet-a')).toEqual(['ec2', 'ecr.api', 'ecr.dkr', 's3', 'elasticloadbalancing', 'eks']);
    expect(servicesIn('subnet-c')).toEqual(['ecr.api', 'ecr.dkr', 's3', 'sts', 'elasticloadbalancing']);
  });

  it('keep what is certain beside what is not known', () => {
    const needs = requiredEndpoints(viewOf(aSnapshot({ cluster: { podIdentityAssociations: unread('denied') } })));
    expect(needs.filter((need) => need instanceof NotObserved).map(({ missing }) => missing.fact)).toEqual([
      'clusters.podIdentityAssociations',
    ]);
    expect(observedOf(needs)).toHaveLength(7);
  });
});

describe('endpointGaps', () => {
  it('are empty where every endpoint is usable, and per subnet', () => {
    expect(gapsIn({})).toEqual([]);
    const onlyA = { vpcEndpoints: { 'vpce-s3': { routeTableIds: ['rtb-a'] } } };
    expect(servicesOf(onlyA)).toEqual([]);
    expect(servicesOf(onlyA, 'subnet-b')).toEqual(['s3']);
  });

  it('are exactly the services whose endpoint is missing or faulty', () => {
    fc.assert(
      fc.property(anyFaults, (vpcEndpoints) => {
        const isFaulty = (id: string, fault: object | null | undefined): boolean => {
          if (fault === null || fault === undefined || 'state' in fault) return true;
          return id === 'vpce-s3'
            ? 'routeTableIds' in fault
            : 'privateDnsEnabled' in fault || 'securityGroupIds' in fault;
        };
        const faulty = endpointIds.filter((id) => isFaulty(id, vpcEndpoints[id]));
        expect(servicesOf({ vpcEndpoints }).map((service) => `vpce-${service}`)).toEqual(faulty);
      }),
    );
  });

  it('never grow when an endpoint is added', () => {
    fc.assert(
      fc.property(anyFaults, fc.constantFrom(...endpointIds), (vpcEndpoints, id) => {
        const before = servicesOf({ vpcEndpoints });
        const serviceName = `com.amazonaws.us-east-1.${id.replace('vpce-', '')}`;
        const after = servicesOf({ vpcEndpoints: { ...vpcEndpoints, 'vpce-added': { serviceName } } });
        expect(before).toEqual(expect.arrayContaining(after));
        expect(after).not.toContain(endpointServiceOf({ partition: 'aws', region: 'us-east-1' }, serviceName));
      }),
    );
  });

  it('are told when certain, and raised when only hidden endpoints could close them', () => {
    const hidden = viewOf(hiddenIn(anIsolatedSnapshot(), 'vpcEndpoints', 'vpc-main'));
    expect(() => endpointGaps(hidden, subnetOf(hidden, 'subnet-a'))).toThrow(NotObserved);
    const unknownGroups = {
      securityGroups: { 'sg-endpoints': { ingress: unread('denied') } },
      vpcEndpoints: { 'vpce-sts': null },
    };
    expect(servicesOf(unknownGroups)).toEqual(['sts']);
  });
});

describe('the remedy of a gap', () => {
  const commandFor = (given: Given) =>
    endpointCoverage(viewOf(anIsolatedSnapshot(given))).gaps.map(({ fault }) => fault.remedy.command?.join(' '));

  it('creates an interface endpoint in each zone, with groups that admit the nodes', () => {
    expect(commandFor({ vpcEndpoints: { 'vpce-sts': null } })).toEqual([
      'ec2 create-vpc-endpoint --vpc-id vpc-main --vpc-endpoint-type Interface --service-name com.amazonaws.us-east-1.sts --subnet-ids subnet-a subnet-b --security-group-ids sg-endpoints --private-dns-enabled',
    ]);
  });

  it('uses the cluster security group where no other endpoint has groups that do', () => {
    const [command] = commandFor({
      securityGroups: { 'sg-endpoints': { ingress: [] } },
      vpcEndpoints: { 'vpce-ec2': null },
    });
    expect(command).toContain('--security-group-ids sg-cluster --private-dns-enabled');
  });

  it('leaves the command out where a person has to choose the groups', () => {
    const given = {
      cluster: { nodeGroups: { 'demo/workers': { launchTemplate: { id: 'lt-1', version: '1' } } } },
      launchTemplateVersions: { 'lt-1:1': { securityGroupIds: ['sg-nodes'] } },
      securityGroups: { 'sg-endpoints': { ingress: [] } },
      vpcEndpoints: { 'vpce-ec2': null },
    };
    expect(commandFor(given)[0]).toBeUndefined();
  });

  it('creates a gateway endpoint for S3 with every route table', () => {
    expect(commandFor({ vpcEndpoints: { 'vpce-s3': null } })).toEqual([
      'ec2 create-vpc-endpoint --vpc-id vpc-main --vpc-endpoint-type Gateway --service-name com.amazonaws.us-east-1.s3 --route-table-ids rtb-a rtb-b',
    ]);
  });

  it.each([
    [{ privateDnsEnabled: false }, 'ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-sts --private-dns-enabled'],
    [
      { privateDnsOnlyForInboundResolver: true },
      'ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-sts --private-dns-enabled --dns-options PrivateDnsOnlyForInboundResolverEndpoint=false',
    ],
    [
      { securityGroupIds: ['sg-one'] },
      'ec2 authorize-security-group-ingress --group-id sg-one --ip-permissions [{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"IpRanges":[{"CidrIp":"10.0.2.0/24"}]}]',
    ],
  ])('repairs %j', (change, command) => {
    const given = {
      securityGroups: { 'sg-one': { ingress: [rule('tcp', 443, '10.0.1.0/24')] } },
      vpcEndpoints: { 'vpce-sts': change },
    };
    expect(commandFor(given)).toEqual([command]);
  });
});
