import type { LoadBalancerDescription, TagDescription } from '@aws-sdk/client-elastic-load-balancing';
import type {
  TagDescription as CurrentTagDescription,
  Listener,
  LoadBalancer,
  TargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { AttachedPolicy, Role } from '@aws-sdk/client-iam';
import type { HostedZone, ResourceRecordSet } from '@aws-sdk/client-route-53';
import type { ServiceQuota } from '@aws-sdk/client-service-quotas';
import * as z from 'zod';
import { iamRoleSchema, serviceQuotaSchema } from '../../model/snapshot/identity.ts';
import { hostedZoneSchema, loadBalancerSchema } from '../../model/snapshot/ingress.ts';
import { unobservedMemberSchema } from '../../model/snapshot/known.ts';
import { type Answer, clusterTagsOf, identified } from '../shapes/answer.ts';
import { hostedZoneOf, zoneIdOf } from '../shapes/hosted-zones.ts';
import { iamRoleOf } from '../shapes/iam-roles.ts';
import { loadBalancerOf } from '../shapes/load-balancers.ts';
import { serviceQuotaOf } from '../shapes/service-quotas.ts';
import { each, entryOf, names, one, type ReadEntries } from './entries.ts';
import type { Kind } from './kind.ts';

type AnyTagDescription = CurrentTagDescription & TagDescription;

const alone = { tags: [], listeners: [], targetGroups: [] };

const recordSetKey = ({ Name, Type, SetIdentifier = '' }: Answer<ResourceRecordSet>) =>
  `${Name} ${Type} ${SetIdentifier}`;

/** The VPCs of a private zone stand beside it. */
const zoneWithVpcs: ReadEntries = (output, member) => {
  const shape = {
    record: (zone: Answer<HostedZone>) => [zoneIdOf(zone), output.VPCs],
    schema: z.tuple([z.string(), z.array(z.object({ VPCId: z.string() })).optional()]),
    id: zoneIdOf,
  };
  const { answer, ...entry } = entryOf(shape, output[member], member);
  return [{ ...entry, answer: { Id: entry.id, VPCs: output.VPCs ?? [] } }];
};

/** The outputs about what lies around the network, by the member that holds the answer. */
export const surroundingKinds = {
  LoadBalancers: {
    action: 'elasticloadbalancing:DescribeLoadBalancers',
    subject: 'vpc',
    entries: each<Answer<LoadBalancer>, unknown>({
      record: (loadBalancer) => loadBalancerOf({ loadBalancer, ...alone }),
      schema: z.union([loadBalancerSchema, unobservedMemberSchema]),
      id: ({ LoadBalancerArn }) => LoadBalancerArn,
    }),
  },
  /** Of `aws elb`. */
  LoadBalancerDescriptions: {
    action: 'elasticloadbalancing:DescribeLoadBalancers',
    subject: 'vpc',
    entries: each<Answer<LoadBalancerDescription>, unknown>({
      record: (classic) => loadBalancerOf({ classic, tags: [] }),
      schema: loadBalancerSchema,
      id: ({ LoadBalancerName }) => LoadBalancerName,
    }),
  },
  /** Of `aws elbv2`, by ARN, or of `aws elb`, by name. */
  TagDescriptions: {
    action: 'elasticloadbalancing:DescribeTags',
    entries: each<Answer<AnyTagDescription>, unknown>({
      record: ({ ResourceArn, LoadBalancerName, Tags }) => [
        identified(ResourceArn ?? LoadBalancerName, 'ResourceArn'),
        clusterTagsOf(Tags),
      ],
      schema: z.tuple([z.string(), z.record(z.string(), z.string())]),
      id: ({ ResourceArn, LoadBalancerName }) => ResourceArn ?? LoadBalancerName,
    }),
  },
  Listeners: {
    action: 'elasticloadbalancing:DescribeListeners',
    subject: 'about',
    about: ({ answer }) => (answer as Answer<Listener>).LoadBalancerArn,
    entries: each<Answer<Listener>, unknown>({
      record: ({ ListenerArn, LoadBalancerArn, Port, Protocol, Certificates, DefaultActions }) => [
        identified(ListenerArn, 'ListenerArn'),
        identified(LoadBalancerArn, 'LoadBalancerArn'),
        { Port, Protocol, Certificates, DefaultActions },
      ],
      schema: z.tuple([
        z.string(),
        z.string(),
        z.object({ Port: z.int().optional(), Protocol: z.string().optional() }),
      ]),
      id: ({ ListenerArn }) => ListenerArn,
    }),
  },
  TargetGroups: {
    action: 'elasticloadbalancing:DescribeTargetGroups',
    subject: 'load-balancer',
    entries: each<Answer<TargetGroup>, unknown>({
      record: ({ TargetGroupArn, TargetGroupName, LoadBalancerArns, Matcher, ...group }) => [
        identified(TargetGroupArn, 'TargetGroupArn'),
        identified(TargetGroupName, 'TargetGroupName'),
        LoadBalancerArns,
        { Port: group.Port, Protocol: group.Protocol, TargetType: group.TargetType, Matcher },
      ],
      schema: z.tuple([
        z.string(),
        z.string(),
        z.array(z.string()),
        z.object({ Port: z.int().optional(), Protocol: z.string().optional(), TargetType: z.string().optional() }),
      ]),
      id: ({ TargetGroupArn }) => TargetGroupArn,
    }),
  },
  Role: {
    action: 'iam:GetRole',
    entries: one<Answer<Role>, unknown>({
      record: (role) => iamRoleOf({ arn: identified(role.Arn, 'Arn'), role, attachedPolicies: [], policyNames: [] }),
      schema: iamRoleSchema,
      id: ({ Arn }) => Arn,
    }),
  },
  AttachedPolicies: {
    action: 'iam:ListAttachedRolePolicies',
    subject: 'role',
    entries: each<Answer<AttachedPolicy>, unknown>({
      record: ({ PolicyArn }) => identified(PolicyArn, 'PolicyArn'),
      schema: z.string(),
      id: ({ PolicyArn }) => PolicyArn,
    }),
  },
  PolicyNames: { action: 'iam:ListRolePolicies', subject: 'role', entries: names },
  HostedZones: {
    action: 'route53:ListHostedZones',
    entries: each<Answer<HostedZone>, unknown>({
      record: (zone) => hostedZoneOf({ zone, vpcs: [], recordSets: [] }),
      schema: hostedZoneSchema,
      id: ({ Id }) => Id,
    }),
  },
  HostedZone: { action: 'route53:GetHostedZone', entries: zoneWithVpcs },
  ResourceRecordSets: {
    action: 'route53:ListResourceRecordSets',
    subject: 'about',
    entries: each<Answer<ResourceRecordSet>, unknown>({
      record: ({ Name, Type, AliasTarget, ResourceRecords }) => [
        identified(Name, 'Name'),
        identified(Type, 'Type'),
        AliasTarget?.DNSName,
        ResourceRecords,
      ],
      schema: z.tuple([
        z.string(),
        z.string(),
        z.string().optional(),
        z.array(z.object({ Value: z.string() })).optional(),
      ]),
      id: recordSetKey,
    }),
  },
  Quota: {
    action: 'servicequotas:GetServiceQuota',
    entries: one<Answer<ServiceQuota>, unknown>({
      record: serviceQuotaOf,
      schema: serviceQuotaSchema,
      id: ({ ServiceCode, QuotaCode }) => `${ServiceCode}/${QuotaCode}`,
    }),
  },
} as const satisfies Record<string, Kind>;
