import * as z from 'zod';
import { defineRule } from '../engine/define-rule.ts';
import { fixFrom } from '../engine/fix-from.ts';
import type { Rule, RuleMetadata } from '../engine/rule.ts';
import type { CauseRef } from '../engine/verdict.ts';
import { notDiscovered, type Shortage, shortageOf } from '../model/load-balancer-shortage.ts';
import { type LoadBalancerScheme, roleTagOf } from '../model/load-balancer-subnets.ts';
import { shortageFacts, shortageRemedy, shortageSentences } from '../model/load-balancer-words.ts';
import { fullSubnetsCause } from './full-subnets.ts';

interface RoleTagRule extends Pick<RuleMetadata, 'code' | 'name' | 'aliases' | 'title' | 'why'> {
  readonly scheme: LoadBalancerScheme;
}

/** A rule that asks for subnets tagged for load balancers of a scheme, in as many zones as they need. */
export function roleTagRule({ scheme, ...metadata }: RoleTagRule): Rule {
  const kind = scheme === 'internal' ? 'private' : 'public';
  const tag = roleTagOf[scheme];
  return defineRule({
    ...metadata,
    severity: 'medium',
    profile: 'baseline',
    resourceType: 'cluster',
    how: `A subnet is eligible when it is ${kind} by its route table, tagged ${tag} with the value 1 or none, not tagged for other clusters only, and has 8 free addresses. Eligible subnets must lie in two zones (by name, as the controller compares them). Without any tagged subnet of this scheme, controllers from 2.12.1 on fall back on reachability: severity is low unless that fails, the version is older, or Auto Mode needs the tags. Tagged subnets in places of different kinds (Local Zones, Outposts) make discovery fail. For the legacy cloud provider one subnet that is not tagged for other clusters only is enough.`,
    fix: `Tag ${kind} subnets in two Availability Zones with ${tag}=1.`,
    references: [
      'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
      'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/subnet_discovery/',
    ],

    parameters: z.strictObject({
      minAz: z
        .int()
        .min(1)
        .default(2)
        .describe(
          'Regular Availability Zones with an eligible subnet: 2 for an Application Load Balancer, 1 for Network Load Balancers alone.',
        ),
    }),

    messages: shortageSentences,

    subjects: ({ cluster }) => [cluster],

    *evaluate(_, { view, parameters, violation, notApplicable, aws }) {
      const reason = notDiscovered(view, scheme);
      if (reason !== undefined) return notApplicable(reason);

      const shortage = shortageOf(view, scheme, parameters.minAz);
      if (!shortage) return undefined;
      const facts = shortageFacts(view, scheme, shortage);
      yield violation(shortage.kind, facts, {
        severity: shortage.kind === 'untagged' && shortage.fallback === 'works' ? 'low' : 'medium',
        cause: causeOf(shortage) ?? { kind: 'role-tags', resource: `${facts.vpc} ${facts.roleTag}` },
        fix: fixFrom(aws, shortageRemedy(view, scheme, shortage)),
      });
      return undefined;
    },
  });
}

/** Where only addresses are wanting, the tags are not to blame. */
function causeOf(shortage: Shortage): CauseRef | undefined {
  const full = shortage.kind === 'tooFewZones' ? shortage.full.map(({ id }) => id).sort() : [];
  return full.length > 0 ? fullSubnetsCause(full) : undefined;
}
