import type { Absence } from '../absences/absences.ts';
import type { ClusterMemory, Finding } from '../findings/finding.ts';
import type { DigestPorts, PlaceToTell } from './ports.ts';

/** What memory holds of a place. */
export interface PlaceRead {
  readonly place: PlaceToTell;
  readonly absences: readonly Absence[];
  /** Those that are gone too. */
  readonly clusters: readonly ClusterMemory[];
  readonly findings: readonly Finding[];
}

const together = 25;

/** Every watched place, one after the other. */
export async function readPlaces({ places, memory, absences }: DigestPorts): Promise<readonly PlaceRead[]> {
  const read: PlaceRead[] = [];
  for (const place of await places()) {
    const clusters = await memory.clusters(place.account, place.region);
    read.push({ place, clusters, absences: await absences.at(place), findings: await findingsOf(clusters, memory) });
  }
  return read;
}

async function findingsOf(
  clusters: readonly ClusterMemory[],
  memory: DigestPorts['memory'],
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (let start = 0; start < clusters.length; start += together) {
    const some = clusters.slice(start, start + together).map((cluster) => memory.findings(cluster));
    findings.push(...(await Promise.all(some)).flat());
  }
  return findings;
}
