import type { HostedZone, ResourceRecordSet, VPC } from '@aws-sdk/client-route-53';
import { isUnobserved } from '../../model/snapshot/known.ts';
import type { Answer } from '../shapes/answer.ts';
import { type HostedZoneParts, zoneIdOf } from '../shapes/hosted-zones.ts';
import type { AccountParts } from '../shapes/parts.ts';
import type { Outputs } from './collection.ts';
import { type Extent, listOf } from './extent.ts';
import { noOutput, stopped } from './gaps.ts';

interface ZoneOfVpcs {
  readonly Id: string;
  readonly VPCs: readonly Answer<VPC>[];
}

/** The zones that are listed, with the VPCs and records of those that further outputs are about. */
export function hostedZonesOf(outputs: Outputs, extent: Extent): AccountParts['hostedZones'] {
  const zones = listOf<HostedZone>(outputs, 'HostedZones', extent);
  if (isUnobserved(zones)) return zones;
  const described = outputs.all<ZoneOfVpcs>('HostedZone')?.answers ?? [];
  const vpcsById = new Map(described.map(({ Id, VPCs }) => [Id, VPCs]));
  const parts = (zone: Answer<HostedZone>): HostedZoneParts => {
    const id = zoneIdOf(zone);
    const ofPrivate = () => vpcsById.get(id) ?? noOutput('route53:GetHostedZone', id);
    return { zone, vpcs: zone.Config?.PrivateZone ? ofPrivate() : [], recordSets: recordSetsOf(outputs, id) };
  };
  return zones.map((zone) => ('of' in zone ? zone : parts(zone)));
}

function recordSetsOf(outputs: Outputs, id: string): HostedZoneParts['recordSets'] {
  const action = 'route53:ListResourceRecordSets';
  const found = outputs.bySubject<Answer<ResourceRecordSet>>('ResourceRecordSets').get(id);
  if (!found) return noOutput(action, id);
  return found.truncated ? stopped(action) : found.answers;
}
