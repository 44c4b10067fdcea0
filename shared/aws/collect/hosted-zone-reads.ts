import {
  GetHostedZoneCommand,
  type HostedZone,
  ListHostedZonesCommand,
  ListResourceRecordSetsCommand,
  type ListResourceRecordSetsCommandInput,
  type ListResourceRecordSetsCommandOutput,
  Route53Client,
} from '@aws-sdk/client-route-53';
import { isUnobserved, type Known } from '../../model/snapshot/known.ts';
import { type HostedZoneParts, zoneIdOf } from '../shapes/hosted-zones.ts';
import { unasked } from '../shapes/parts.ts';
import { gone, observe, observeOrGone } from './observe.ts';
import { allItems } from './pages.ts';
import type { Session } from './session.ts';
import type { Surroundings } from './surroundings.ts';

interface Reading {
  readonly session: Session;
  readonly client: Route53Client;
}

/** Every zone of the account; VPCs and records of those that one of the host names may lie in. */
export async function readHostedZones(
  session: Session,
  { hostNames }: Pick<Surroundings, 'hostNames'>,
): Promise<Known<HostedZoneParts[]>> {
  const client = session.open('route53', (settings) => new Route53Client(settings));
  const zones = await observe(session, 'route53:ListHostedZones', () =>
    allItems({
      ask: (Marker) => client.send(new ListHostedZonesCommand({ Marker }), session.options),
      items: ({ HostedZones }) => HostedZones,
      next: ({ NextMarker }) => NextMarker || undefined,
    }),
  );
  if (isUnobserved(zones)) return zones;
  const isWanted = ({ Name = '' }: HostedZone) => hostNames.some((name) => isWithin(name, Name));
  const read = await Promise.all(
    zones.map((zone) => (isWanted(zone) ? readZone({ session, client }, zone) : unreadZone(zone))),
  );
  return read.filter((zone) => zone !== undefined);
}

const fullyQualified = (name: string): string => `.${name.toLowerCase().replace(/\.$/, '')}.`;
const isWithin = (hostName: string, zone: string): boolean => fullyQualified(hostName).endsWith(fullyQualified(zone));

const isPrivate = ({ Config }: HostedZone): boolean => Config?.PrivateZone ?? false;

const unreadZone = (zone: HostedZone): HostedZoneParts => ({
  zone,
  vpcs: isPrivate(zone) ? unasked('live', 'route53:GetHostedZone') : [],
  recordSets: unasked('live', 'route53:ListResourceRecordSets'),
});

/** Undefined for a zone that was deleted meanwhile. */
async function readZone(reading: Reading, zone: HostedZone): Promise<HostedZoneParts | undefined> {
  const { session, client } = reading;
  const Id = zoneIdOf(zone);
  const [vpcs, recordSets] = await Promise.all([
    isPrivate(zone)
      ? observeOrGone(
          session,
          'route53:GetHostedZone',
          async () => (await client.send(new GetHostedZoneCommand({ Id }), session.options)).VPCs ?? [],
        )
      : [],
    readRecordSets(reading, Id),
  ]);
  return vpcs === gone || recordSets === gone ? undefined : { zone, vpcs, recordSets };
}

const readRecordSets = ({ session, client }: Reading, HostedZoneId: string) =>
  observeOrGone(session, 'route53:ListResourceRecordSets', () =>
    allItems({
      ask: (token) => {
        const from = (token === undefined ? {} : JSON.parse(token)) as Partial<ListResourceRecordSetsCommandInput>;
        return client.send(new ListResourceRecordSetsCommand({ HostedZoneId, ...from }), session.options);
      },
      items: ({ ResourceRecordSets }) => ResourceRecordSets,
      next: nextRecord,
    }),
  );

/** Route 53 goes on from a record set, which three members name. */
const nextRecord = (page: ListResourceRecordSetsCommandOutput): string | undefined =>
  page.IsTruncated
    ? JSON.stringify({
        StartRecordName: page.NextRecordName,
        StartRecordType: page.NextRecordType,
        StartRecordIdentifier: page.NextRecordIdentifier,
      })
    : undefined;
