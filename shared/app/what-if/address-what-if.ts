import * as z from 'zod';
import type { Settings } from '../../engine/settings.ts';
import type { AddressAssumptions } from '../../model/address-demand.ts';
import { cniOfCluster } from '../../model/cni-of-cluster.ts';
import { typesFromTable } from '../../model/instance-types/from-table.ts';
import type { Snapshot } from '../../model/snapshot/snapshot.ts';
import { attempt } from '../../model/view/observing.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import type { ClusterView } from '../../model/view/views.ts';
import type { AddressOutlook, AddressReport } from '../../reports/addresses/outlook.ts';
import { controlPlaneUpdatesHaveAddresses } from '../../rules/addresses/control-plane-updates-have-addresses.ts';
import { nodeSubnetsHaveAddressesForTheMaximum } from '../../rules/addresses/node-subnets-have-addresses-for-the-maximum.ts';
import { addressAssumptionsSchema } from '../../rules/parameters.ts';
import { addressOutlook, type ControlPlaneNeed } from './address-outlook.ts';
import { type ApplyOptions, applyChanges, type Situation, viewOf } from './apply-changes.ts';
import type { Change } from './change.ts';

export interface AddressQuestion extends ApplyOptions {
  readonly cluster: string;
  readonly changes: readonly Change[];
  /** Pods with an address of their own on each node, in place of what the settings assume. */
  readonly podsPerNode?: number | undefined;
}

/** Where the addresses of a cluster go, now and after changes, by the parameters of the rules that judge it. Throws what `refused` makes of a change. */
export function addressWhatIf(
  snapshot: Snapshot,
  settings: Settings,
  { cluster, changes, podsPerNode, ...options }: AddressQuestion,
): AddressReport {
  const assumptions = assumptionsOf(settings, podsPerNode);
  const need = controlPlaneNeedOf(settings);
  const outlookOf = (situation: Situation) => {
    const view = viewOf(situation, cluster);
    return { ...addressOutlook(view, assumptions, need), notes: notesOf(view, assumptions) };
  };
  const now: Situation = { snapshot, declarationsOf: settings.declarationsOf };
  const after = changes.length === 0 ? undefined : applyChanges(now, cluster, changes, options);
  return {
    account: snapshot.account,
    region: snapshot.region,
    observedAt: snapshot.observedAt,
    changes: changes.map(({ text }) => text),
    now: outlookOf(now),
    after: after ? withReplacement(outlookOf(after), changes) : null,
  };
}

const controlPlaneNeedSchema = z.object({ minFree: z.int(), minAzs: z.int() });

function controlPlaneNeedOf(settings: Settings): ControlPlaneNeed {
  const { parameters } = controlPlaneUpdatesHaveAddresses;
  return controlPlaneNeedSchema.parse(parameters.parse(settings.parametersOf(controlPlaneUpdatesHaveAddresses)));
}

/** What it means that nodes become others. */
function withReplacement(outlook: AddressOutlook, changes: readonly Change[]): AddressOutlook {
  const replaces = changes.some(
    (change) => change.kind === 'cni' || (change.kind === 'group' && change.member === 'instanceType'),
  );
  if (!replaces) return outlook;
  const note =
    'Nodes that the change concerns count as replaced: what they hold now is free again, and their successors are part of what the groups need.';
  return { ...outlook, notes: [note, ...outlook.notes] };
}

function assumptionsOf(settings: Settings, podsPerNode: number | undefined): AddressAssumptions {
  const assumptions = addressAssumptionsSchema.parse(settings.parametersOf(nodeSubnetsHaveAddressesForTheMaximum));
  return podsPerNode === undefined ? assumptions : { ...assumptions, headroomModel: 'expected', podsPerNode };
}

function notesOf(view: ClusterView, assumptions: AddressAssumptions): AddressOutlook['notes'] {
  const { names, date } = typesFromTable(view);
  return [
    podsInWords(assumptions),
    ...cniNotes(view),
    ...(names.length > 0 ? [`What ${names.join(', ')} can hold is taken from Plumbline’s own table of ${date}.`] : []),
  ];
}

function podsInWords({ headroomModel, podsPerNode }: AddressAssumptions): string {
  if (headroomModel === 'max') return 'Nodes are taken to run as many pods as the kubelet admits.';
  if (headroomModel === 'warm-eni-floor') return 'Nodes are taken to run one pod with an address of its own each.';
  return `Nodes are taken to run ${podsPerNode ?? 'as many'} pods with an address of their own${podsPerNode === undefined ? ' as declared' : ''} each.`;
}

function cniNotes(view: ClusterView): readonly string[] {
  const cni = attempt(() => cniOfCluster(view));
  if (cni instanceof NotObserved) return [];
  return [
    ...(cni.settings.customNetworking
      ? [
          'With custom networking pods take their addresses from the subnets that ENIConfigs name, which are not part of what groups need here.',
        ]
      : []),
    ...(cni.source === 'assumed' ? ['Nothing says how the VPC CNI is set: what it ships is assumed.'] : []),
    ...cni.contradictions.map((text) => `Interfaces outrank the settings of the VPC CNI: ${text}.`),
  ];
}

/** Whether something of the cluster certainly does not fit, at the end of what was asked. */
export function isTooSmall({ now, after }: AddressReport): boolean {
  const { zones, groups, controlPlane } = after ?? now;
  return (
    controlPlane?.fits === false ||
    zones.some(({ pools }) => pools.some(({ short }) => short.low > 0)) ||
    groups.some(({ update }) => update.some(({ fits }) => fits === false))
  );
}
