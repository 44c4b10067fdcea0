import type { Declarations } from './declarations.ts';
import { undecidable } from './snapshot/known.ts';
import type { HostedZone } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** A name that leads to load balancers of the cluster, as its owner declares it. */
export type DeclaredHostname = NonNullable<Declarations['hostnames']>[number];

type DnsRecord = HostedZone['records'][number];

/** As Route 53 writes names: lower case, with a final dot. */
const fullyQualified = (name: string): string => `${name.toLowerCase().replace(/\.$/, '')}.`;

const isWithin = (hostname: string, zone: string): boolean => `.${hostname}`.endsWith(`.${zone}`);

/**
 * The hosted zones of this account that answer for the name: the most specific of the declared kind, several where they have one name;
 * a private zone only in VPCs that it is associated with. `elsewhere`: private zones for the name that do not answer in the cluster's VPC.
 * Raises `NotObserved` when there are none, for another account may hold one.
 */
export function zonesOf(view: ClusterView, { name, zone: kind }: DeclaredHostname) {
  const hostname = fullyQualified(name);
  const zones = view.account.hostedZones
    .all()
    .filter((zone) => zone.private === (kind === 'private') && isWithin(hostname, fullyQualified(zone.name)));
  const answering = zones.filter((zone) => kind === 'public' || zone.vpcIds.includes(view.cluster.vpcId));
  const longest = Math.max(...answering.map((zone) => zone.name.length));
  const mostSpecific = answering.filter((zone) => zone.name.length === longest);
  if (zones.length > 0) return { answering: mostSpecific, elsewhere: answering.length > 0 ? [] : zones };
  const reason = `no ${kind} hosted zone of this account holds it; another account may have one`;
  throw new NotObserved('hostedZones', name, undecidable(reason));
}

const leading = new Set(['A', 'AAAA', 'CNAME']);

/** Route 53 writes the asterisk of a wildcard in octal. */
const wildcardsOf = (hostname: string): readonly string[] => {
  const parent = hostname.split('.').slice(1).join('.');
  return [`\\052.${parent}`, `*.${parent}`];
};

/** The records of a zone that lead the name somewhere: its own, else those of a wildcard one label above. */
export function recordsFor(zone: HostedZone, { name }: DeclaredHostname): readonly DnsRecord[] {
  const hostname = fullyQualified(name);
  const found = zone.records.filter((record) => leading.has(record.type));
  const own = found.filter((record) => record.name === hostname);
  return own.length > 0 ? own : found.filter((record) => wildcardsOf(hostname).includes(record.name));
}

/** Whether ExternalDNS marks the name as its own: a TXT record with its heritage, with or without the type in its name. */
export function isOwnedByExternalDns(zone: HostedZone, { name, txtPrefix = '' }: DeclaredHostname): boolean {
  const hostname = fullyQualified(name);
  const names = ['', 'a-', 'aaaa-', 'cname-'].map((type) => `${txtPrefix.toLowerCase()}${type}${hostname}`);
  return zone.records.some(
    (record) =>
      record.type === 'TXT' &&
      names.includes(record.name) &&
      record.values.some((value) => value.includes('heritage=external-dns')),
  );
}

/** A name of Elastic Load Balancing as a load balancer itself tells it; undefined for any other name. */
export function loadBalancerNameOf(target: string): string | undefined {
  const name = target
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^dualstack\./, '');
  return /\.elb(\.[a-z0-9-]+)?\.amazonaws\.com(\.cn)?$/.test(name) ? name : undefined;
}
