import * as z from 'zod';
import { defineRule } from '../engine/define-rule.ts';
import { fixFrom } from '../engine/fix-from.ts';
import type { Rule, RuleMetadata } from '../engine/rule.ts';
import { remoteRouting } from '../model/hybrid.ts';
import { blockedRouteTo } from '../model/path/blocked-path.ts';
import { effectiveRouteTableName } from '../model/routes.ts';
import { hostsNodes, isClusterSubnet, scopeSubnets } from '../model/subnet-use.ts';
import type { NotObserved } from '../model/view/reveal.ts';
import type { ClusterView } from '../model/view/views.ts';
import { gateways } from './parameters.ts';

interface RemoteRoutesRule
  extends Pick<RuleMetadata, 'code' | 'name' | 'aliases' | 'title' | 'severity' | 'why' | 'how'> {
  readonly networksOf: (view: ClusterView) => readonly (string | NotObserved)[];
  /** Why the cluster's remote networks need no routes, or undefined. */
  readonly exempt: (view: ClusterView) => string | undefined;
  /** What fails where EKS places an interface, and where cloud nodes run: a sentence each. */
  readonly consequences: { readonly ofControlPlane: string; readonly ofNodes: string };
}

interface Evidence {
  readonly [fact: string]: string | readonly string[];
  readonly subnet: string;
  readonly routeTable: string;
  readonly fault: string;
  readonly usedBy: string;
}

/** A rule that asks the route tables of cluster and node subnets to lead remote networks on premises. */
export function remoteRoutesRule({ networksOf, exempt, consequences, ...metadata }: RemoteRoutesRule): Rule {
  const says = ({ routeTable, subnet, fault, usedBy }: Evidence): string =>
    `${routeTable} of ${subnet} ${fault}. ${usedBy === 'control plane' ? consequences.ofControlPlane : consequences.ofNodes}`;

  return defineRule({
    ...metadata,
    profile: 'hybrid',
    resourceType: 'subnet',
    fix: 'Route the missing blocks, in the route table of each cluster subnet, to the gateway that leads on premises.',
    references: [
      'https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-networking.html',
      'https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-concepts-networking.html',
      'https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html',
    ],

    parameters: z.strictObject({ gateways }),

    messages: { unrouted: says, lost: says, misrouted: says, checksSource: says },

    subjects: scopeSubnets,

    *evaluate(subnet, { view, parameters, violation, note, notApplicable, each, aws }) {
      const reason = exempt(view);
      if (reason !== undefined) return notApplicable(reason);
      const ofControlPlane = isClusterSubnet(view, subnet);
      if (!ofControlPlane && !hostsNodes(view, subnet)) {
        return notApplicable('Neither the control plane nor nodes of the cluster are in it.');
      }

      const { problems, notes, unknown } = remoteRouting(view, subnet, networksOf(view), parameters.gateways);
      for (const text of notes) yield note(text);
      for (const { kind, fault, cause, remedy, ...facts } of problems) {
        const usedBy = ofControlPlane ? 'control plane' : 'cloud nodes';
        yield violation(
          kind,
          {
            subnet: subnet.id,
            routeTable: effectiveRouteTableName(view.account, subnet),
            fault,
            usedBy,
            ...facts,
            ...blockedRouteTo(view, subnet.id, ofControlPlane ? 'control plane' : 'nodes', facts.blocks[0] ?? ''),
          },
          { ...(ofControlPlane ? {} : { severity: 'medium' }), cause, fix: fixFrom(aws, remedy) },
        );
      }
      yield* each(unknown, () => []);
      return undefined;
    },
  });
}
