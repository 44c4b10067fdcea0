import { isUnobserved, type Known } from '../../model/snapshot/known.ts';
import type { Snapshot } from '../../model/snapshot/snapshot.ts';
import { assembleSnapshot } from '../shapes/assemble.ts';
import { observedIn } from '../shapes/listings.ts';
import type { AccountParts } from '../shapes/parts.ts';
import {
  dhcpOptionsIn,
  instanceTypesIn,
  launchTemplatesIn,
  nodeSubnetsIn,
  prefixListsIn,
  subnetsIn,
} from '../shapes/references.ts';
import { readInstanceTypes } from './compute-reads.ts';
import { readLaunchTemplateVersions } from './launch-template-reads.ts';
import { notReadEither } from './observe.ts';
import { readPrefixListEntries, readPrefixLists, readSecurityGroupRules } from './security-reads.ts';
import type { Session } from './session.ts';
import { together } from './together.ts';
import { readCidrReservations, readDhcpOptions, readSubnets } from './vpc-reads.ts';

/** What the parts that were read refer to by id, each id asked for once. */
export async function readReferred(session: Session, parts: AccountParts): Promise<Partial<AccountParts>> {
  const snapshot = assembleSnapshot(parts);
  const prefixLists = distinct(prefixListsIn(snapshot));
  return together({
    ...readTypes(session, snapshot),
    dhcpOptions: isUnobserved(parts.vpcs)
      ? notReadEither(parts.vpcs)
      : readDhcpOptions(session, distinct(dhcpOptionsIn(snapshot))),
    subnets: withSubnetsElsewhere(session, parts.subnets, subnetsIn(snapshot)),
    cidrReservations: readCidrReservations(session, nodeSubnetsIn(snapshot)),
    securityGroupRules: readSecurityGroupRules(session, groupsWithRules(snapshot)),
    prefixLists: readPrefixLists(session, prefixLists),
    prefixListEntries: readPrefixListEntries(session, prefixLists),
  });
}

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)].sort();

/** Launch templates name types too. */
function readTypes(session: Session, snapshot: Snapshot) {
  const launchTemplateVersions = readLaunchTemplateVersions(session, launchTemplatesIn(snapshot));
  const instanceTypes = launchTemplateVersions.then((templates) => {
    const versions = [...templates.values()].flatMap((answers) => (isUnobserved(answers) ? [] : answers));
    const types = versions.flatMap(({ LaunchTemplateData }) => LaunchTemplateData?.InstanceType ?? []);
    return readInstanceTypes(session, distinct([...instanceTypesIn(snapshot), ...types]));
  });
  return { launchTemplateVersions, instanceTypes };
}

const hasRules = (rules: Known<readonly unknown[]>): boolean => isUnobserved(rules) || rules.length > 0;

const groupsWithRules = ({ securityGroups }: Snapshot): string[] =>
  observedIn(securityGroups)
    .filter(({ ingress, egress }) => hasRules(ingress) || hasRules(egress))
    .map(({ id }) => id);

/** A subnet that is named but not in the VPCs that were read was deleted, or lies in another VPC: one more question tells. */
async function withSubnetsElsewhere(session: Session, subnets: AccountParts['subnets'], named: readonly string[]) {
  if (isUnobserved(subnets)) return subnets;
  const present = new Set(observedIn(subnets).map(({ SubnetId }) => SubnetId));
  const missing = distinct(named).filter((id) => !present.has(id));
  const elsewhere = await readSubnets(session, missing, 'subnet-id');
  return [...subnets, ...(isUnobserved(elsewhere) ? missing.map((of) => ({ ...elsewhere, of })) : elsewhere)];
}
