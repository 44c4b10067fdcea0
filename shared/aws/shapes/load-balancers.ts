import type { LoadBalancerDescription } from '@aws-sdk/client-elastic-load-balancing';
import type { Listener, LoadBalancer, Tag, TargetGroup } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { LoadBalancerRecord } from '../../model/snapshot/ingress.ts';
import { isUnobserved, type Known, type UnobservedMember, unread } from '../../model/snapshot/known.ts';
import { type Answer, clusterTagsOf, defined, given, identified, listOf, oneOf } from './answer.ts';

/** An Application, Network or Gateway Load Balancer, and what further calls tell about it. */
export interface LoadBalancerParts {
  readonly loadBalancer: Answer<LoadBalancer>;
  readonly tags: Known<readonly Answer<Tag>[]>;
  readonly listeners: Known<readonly Answer<Listener>[]>;
  readonly targetGroups: Known<readonly Answer<TargetGroup>[]>;
}

/** A Classic Load Balancer. Its description holds its listeners. */
export interface ClassicLoadBalancerParts {
  readonly classic: Answer<LoadBalancerDescription>;
  readonly tags: Known<readonly Answer<Tag>[]>;
}

const schemes = ['internet-facing', 'internal'] as const;

/** A load balancer of a type that is not understood exists, and that is all. */
export const loadBalancerOf = (
  parts: LoadBalancerParts | ClassicLoadBalancerParts,
): LoadBalancerRecord | UnobservedMember => ('classic' in parts ? classicOf(parts) : currentOf(parts));

const tagsIn = (tags: LoadBalancerParts['tags']): LoadBalancerRecord['tags'] =>
  isUnobserved(tags) ? tags : clusterTagsOf(tags);

function currentOf(parts: LoadBalancerParts): LoadBalancerRecord | UnobservedMember {
  const { loadBalancer, tags, listeners, targetGroups } = parts;
  const id = identified(loadBalancer.LoadBalancerArn, 'LoadBalancerArn');
  const type = oneOf(['application', 'network', 'gateway'], loadBalancer.Type, 'Type');
  if (isUnobserved(type)) return { ...type, of: id };
  return {
    id,
    name: identified(loadBalancer.LoadBalancerName, 'LoadBalancerName'),
    type,
    scheme: oneOf(schemes, loadBalancer.Scheme, 'Scheme'),
    vpcId: given(loadBalancer.VpcId, 'VpcId'),
    ...defined({ dnsName: loadBalancer.DNSName }),
    subnetIds: listOf(loadBalancer.AvailabilityZones, 'AvailabilityZones', ({ SubnetId }) =>
      given(SubnetId, 'AvailabilityZones.SubnetId'),
    ),
    // A Network Load Balancer may have none, and is answered without the list then.
    securityGroupIds: [...(loadBalancer.SecurityGroups ?? [])],
    listeners: isUnobserved(listeners) ? listeners : everyListener(listeners.map(listenerOf)),
    targetGroups: isUnobserved(targetGroups) ? targetGroups : targetGroups.map(targetGroupOf),
    tags: tagsIn(tags),
  };
}

type ListenerRecord = Exclude<LoadBalancerRecord['listeners'], { observed: false }>[number];

const everyListener = (listeners: (ListenerRecord | undefined)[]): LoadBalancerRecord['listeners'] =>
  listeners.every((listener) => listener !== undefined)
    ? listeners
    : unread('AWS answered with a listener without port or protocol');

/** A listener of a Gateway Load Balancer has neither port nor protocol: it takes every packet. */
function listenerOf({ Port, Protocol, Certificates, DefaultActions }: Answer<Listener>): ListenerRecord | undefined {
  if (Port === undefined || Protocol === undefined) return undefined;
  const redirect = DefaultActions?.find(({ Type }) => Type === 'redirect')?.RedirectConfig;
  return {
    port: Port,
    protocol: Protocol,
    certificateArns: (Certificates ?? []).flatMap(({ CertificateArn }) => CertificateArn ?? []),
    ...defined({ redirectsTo: redirect && defined({ protocol: redirect.Protocol, port: redirect.Port }) }),
  };
}

const targetGroupOf = (group: Answer<TargetGroup>) => ({
  id: identified(group.TargetGroupArn, 'TargetGroupArn'),
  name: identified(group.TargetGroupName, 'TargetGroupName'),
  ...defined({
    protocol: group.Protocol,
    port: group.Port,
    targetType: group.TargetType,
    healthyCodes: group.Matcher?.HttpCode ?? group.Matcher?.GrpcCode,
  }),
});

function classicOf({ classic, tags }: ClassicLoadBalancerParts): LoadBalancerRecord {
  const name = identified(classic.LoadBalancerName, 'LoadBalancerName');
  return {
    id: name,
    name,
    type: 'classic',
    scheme: oneOf(schemes, classic.Scheme, 'Scheme'),
    vpcId: given(classic.VPCId, 'VPCId'),
    ...defined({ dnsName: classic.DNSName }),
    subnetIds: given(classic.Subnets, 'Subnets'),
    securityGroupIds: given(classic.SecurityGroups, 'SecurityGroups'),
    listeners: classicListenersOf(classic),
    targetGroups: [],
    tags: tagsIn(tags),
  };
}

function classicListenersOf({ ListenerDescriptions }: Answer<LoadBalancerDescription>) {
  const listeners = listOf(ListenerDescriptions, 'ListenerDescriptions', ({ Listener: listener }) =>
    listener?.LoadBalancerPort === undefined || listener.Protocol === undefined
      ? undefined
      : {
          port: listener.LoadBalancerPort,
          protocol: listener.Protocol,
          certificateArns: listener.SSLCertificateId ? [listener.SSLCertificateId] : [],
        },
  );
  return isUnobserved(listeners) ? listeners : everyListener(listeners);
}
