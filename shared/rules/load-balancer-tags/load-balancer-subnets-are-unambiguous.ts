import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { ambiguousZones, choiceRemedy } from '../../model/load-balancer-choice.ts';
import { notDiscovered } from '../../model/load-balancer-shortage.ts';
import { clusterTagOf, roleTagOf } from '../../model/load-balancer-subnets.ts';
import { attempt } from '../../model/view/observing.ts';
import { NotObserved } from '../../model/view/reveal.ts';

const schemes = ['internet-facing', 'internal'] as const;

export const loadBalancerSubnetsAreUnambiguous = defineRule({
  code: 'C5',
  name: 'load-balancer-subnets-are-unambiguous',
  aliases: ['elb-one-subnet-per-az'],
  title: 'Each zone has one subnet that load balancers can take',
  severity: 'low',
  profile: 'baseline',
  resourceType: 'cluster',
  why: 'A load balancer takes one subnet a zone. Where several fit, the controller takes the one whose id comes first: which one that is nobody chose, its addresses, network ACL and routes may be others than meant, and a new subnet may change it for new load balancers.',
  how: 'Finds the subnets that the AWS Load Balancer Controller can take for each scheme, after its filters (tags of other clusters, 8 free addresses). In a zone, by name, with several, exactly one must carry the tag of this cluster, which the controller prefers. Evidence names the one it takes. Says nothing of the legacy cloud provider, and of a scheme that nothing discovers subnets for.',
  fix: 'Tag one subnet of the zone for the cluster, or take the role tag off the others.',
  references: [
    'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/subnet_discovery/',
    'https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/networking/subnet_resolver.go',
  ],

  parameters: z.strictObject({}),

  messages: {
    ambiguous: (e: {
      scheme: string;
      zone: string;
      candidates: readonly string[];
      chosen: string;
      tagged: readonly string[];
    }) =>
      `${e.candidates.join(', ')} all fit ${e.scheme} load balancers in ${e.zone}, and ${
        e.tagged.length > 0 ? `${e.tagged.join(', ')} are tagged for the cluster` : 'none is tagged for the cluster'
      }: the controller takes ${e.chosen}, whose id comes first.`,
  },

  subjects: ({ cluster }) => [cluster],

  *evaluate(_, { view, violation, notApplicable, each, aws }) {
    if (view.declared.loadBalancerController === 'ccm')
      return notApplicable('The legacy cloud provider creates load balancers (loadBalancerController: ccm).');
    const reasons = schemes.map((scheme) => attempt(() => notDiscovered(view, scheme)));
    const [reason] = reasons;
    if (typeof reason === 'string' && reasons.every((other) => typeof other === 'string')) return notApplicable(reason);

    yield* each(schemes, function* (scheme) {
      if (notDiscovered(view, scheme) !== undefined) return;
      for (const { zone, candidates, chosen } of ambiguousZones(view, scheme)) {
        const tagged = candidates.filter((subnet) => clusterTagOf(view, subnet) === 'own').map(({ id }) => id);
        yield violation(
          'ambiguous',
          {
            scheme,
            zone,
            candidates: candidates.map(({ id }) => id),
            chosen: chosen.id,
            tagged,
            roleTag: roleTagOf[scheme],
            addresses: candidates.map(({ id, cidr, freeIpv4Addresses }) => `${id}: ${cidr}, ${freeIpv4Addresses} free`),
          },
          {
            cause: { kind: 'load-balancer-choice', resource: `${view.cluster.vpcId} ${zone} ${scheme}` },
            fix: fixFrom(aws, choiceRemedy(view, scheme, { zone, candidates, chosen })),
          },
        );
      }
    });
    yield* each(
      reasons.filter((other) => other instanceof NotObserved),
      () => [],
    );
    return undefined;
  },
});
