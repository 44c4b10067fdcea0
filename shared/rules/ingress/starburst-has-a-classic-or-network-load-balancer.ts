import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { loadBalancerName, loadBalancersOf } from '../../model/load-balancers.ts';
import { observedOf } from '../../model/view/observing.ts';
import { NotObserved } from '../../model/view/reveal.ts';

export const starburstHasAClassicOrNetworkLoadBalancer = defineRule({
  code: 'K1',
  name: 'starburst-has-a-classic-or-network-load-balancer',
  aliases: ['sep-classic-lb'],
  title: 'A Starburst cluster is reached through a Classic or Network Load Balancer',
  severity: 'informational',
  profile: 'sep',
  resourceType: 'cluster',
  why: 'Starburst’s guide strongly suggests a Classic Load Balancer, or a Network Load Balancer before an ingress controller: queries run long over one connection, which an Application Load Balancer ends after its idle timeout.',
  how: 'Looks at the load balancers that controllers made for the cluster, by their tags. Classic Load Balancers are of an older generation, which the AWS Load Balancer Controller does not make: this is only worth knowing.',
  fix: 'Consider a Network Load Balancer, or raise the idle timeout of the Application Load Balancer.',
  references: [
    'https://docs.starburst.io/latest/k8s/ingress.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/network-load-balancing.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    onlyApplication: (e: { cluster: string; loadBalancers: readonly string[] }) =>
      `${e.cluster} has only Application Load Balancers (${e.loadBalancers.join(', ')}); Starburst suggests a Classic or Network Load Balancer.`,
  },

  subjects: ({ cluster }) => [cluster],

  *evaluate({ id }, { view, violation, notApplicable }) {
    const entries = loadBalancersOf(view);
    const known = observedOf(entries);
    if (known.some(({ type }) => type === 'classic' || type === 'network')) return undefined;
    const hiding = entries.find((entry) => entry instanceof NotObserved);
    if (hiding) throw hiding;
    const applications = known.filter(({ type }) => type === 'application');
    if (applications.length === 0) return notApplicable('The cluster has no load balancer of its own.');
    yield violation(
      'onlyApplication',
      { cluster: id, loadBalancers: applications.map(({ name }) => name), kinds: applications.map(loadBalancerName) },
      {
        cause: { kind: 'load-balancer-kind', resource: id },
        fix: { text: 'Consider a Network Load Balancer for Starburst, or raise the idle timeout.' },
      },
    );
    return undefined;
  },
});
