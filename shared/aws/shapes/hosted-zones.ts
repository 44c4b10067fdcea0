import type { HostedZone, ResourceRecordSet, VPC } from '@aws-sdk/client-route-53';
import type { HostedZoneRecord } from '../../model/snapshot/ingress.ts';
import { isUnobserved, type Known } from '../../model/snapshot/known.ts';
import { type Answer, defined, given, identified } from './answer.ts';

/** A hosted zone, and what further calls tell about it. */
export interface HostedZoneParts {
  readonly zone: Answer<HostedZone>;
  /** Empty for a public zone. */
  readonly vpcs: Known<readonly Answer<VPC>[]>;
  readonly recordSets: Known<readonly Answer<ResourceRecordSet>[]>;
}

/** `/hostedzone/Z1` → `Z1`: AWS answers with a path, and people write the id. */
export const zoneIdOf = ({ Id }: Answer<HostedZone>): string => identified(Id, 'Id').replace(/^\/hostedzone\//, '');

export const hostedZoneOf = ({ zone, vpcs, recordSets }: HostedZoneParts): HostedZoneRecord => ({
  id: zoneIdOf(zone),
  name: identified(zone.Name, 'Name'),
  private: zone.Config?.PrivateZone ?? false,
  vpcIds: isUnobserved(vpcs) ? vpcs : vpcs.map(({ VPCId }) => given(VPCId, 'VPCs.VPCId')),
  records: isUnobserved(recordSets) ? recordSets : recordSets.map(recordSetOf),
});

const recordSetOf = ({ Name, Type, AliasTarget, ResourceRecords }: Answer<ResourceRecordSet>) => ({
  name: identified(Name, 'ResourceRecordSets.Name'),
  type: identified(Type, 'ResourceRecordSets.Type'),
  ...defined({ aliasTarget: AliasTarget?.DNSName }),
  values: (ResourceRecords ?? []).flatMap(({ Value }) => Value ?? []),
});
