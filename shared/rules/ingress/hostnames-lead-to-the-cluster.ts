import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import type { Violation } from '../../engine/verdict.ts';
import { isOwnedByExternalDns, loadBalancerNameOf, recordsFor, zonesOf } from '../../model/dns-names.ts';
import { undecidable } from '../../model/snapshot/known.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import type { ClusterView } from '../../model/view/views.ts';

export const hostnamesLeadToTheCluster = defineRule({
  code: 'K4',
  name: 'hostnames-lead-to-the-cluster',
  aliases: ['route53-zone-and-record'],
  title: 'The declared host names lead to load balancers of the cluster',
  severity: 'low',
  profile: 'sep',
  resourceType: 'cluster',
  why: 'A name that leads to a load balancer which was deleted does not resolve (NXDOMAIN); a name that has no record, or whose record ExternalDNS does not own, stays as it is when the load balancer is made anew.',
  how: 'For each declared host name: the most specific hosted zone of the declared kind in this account, its record or wildcard, and where that leads. What leads to Elastic Load Balancing has to name a load balancer in the cluster’s VPC; a record that leads elsewhere, to addresses or CloudFront, cannot be followed. With a declared `txtPrefix` or `externalDns`, a TXT record of ExternalDNS has to stand beside it. A zone of another account is not visible.',
  fix: 'Point the record to the load balancer that the cluster has now, or let ExternalDNS do so.',
  references: [
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-to-elb-load-balancer.html',
    'https://kubernetes-sigs.github.io/external-dns/latest/docs/registry/txt/',
    'https://docs.starburst.io/latest/k8s/ingress.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    noRecord: (e: { hostname: string; zones: readonly string[] }) =>
      `${e.hostname} has no record in ${e.zones.join(' or ')}.`,
    notAnswering: (e: { hostname: string; zones: readonly string[]; vpc: string }) =>
      `${e.hostname} lies in ${e.zones.join(' and ')}, which ${e.vpc} is not associated with.`,
    dangling: (e: { hostname: string; target: string; vpc: string; zone: string }) =>
      `${e.hostname} leads to ${e.target}, and no load balancer in ${e.vpc} has that name.`,
    notOwned: (e: { hostname: string; zone: string }) =>
      `${e.hostname} has no TXT record in ${e.zone} that marks it as ExternalDNS’s own, so that ExternalDNS does not change it.`,
  },

  subjects: ({ cluster }) => [cluster],

  *evaluate(_, { view, violation, each }) {
    const marked = view.declared.externalDns === true;
    yield* each(view.declaration('hostnames'), function* (hostname) {
      const { name } = hostname;
      const { answering, elsewhere } = zonesOf(view, hostname);
      const cause: Violation['cause'] = { kind: 'dns-record', resource: name };
      const vpc = view.cluster.vpcId;
      if (elsewhere.length > 0) {
        const fix = { text: `Associate the zone with ${vpc}, or declare the kind of zone that holds ${name}.` };
        yield violation('notAnswering', { hostname: name, zones: elsewhere.map(inWords), vpc }, { cause, fix });
        return;
      }
      const found = answering.flatMap((zone) => recordsFor(zone, hostname).map((record) => ({ zone, record })));
      if (found.length === 0) {
        const fix = { text: `Make a record for ${name} that leads to a load balancer of the cluster.` };
        yield violation('noRecord', { hostname: name, zones: answering.map(inWords) }, { cause, fix });
        return;
      }
      yield* each(found, function* ({ zone, record }) {
        for (const target of record.aliasTarget === undefined ? record.values : [record.aliasTarget]) {
          if (leadsToALoadBalancer(view, name, target)) continue;
          const fix = {
            text: `Point ${name} in ${inWords(zone)} to a load balancer that exists, or delete the record.`,
          };
          const evidence = { hostname: name, target, vpc, zone: inWords(zone), recordType: record.type };
          yield violation('dangling', evidence, { severity: 'medium', cause, fix });
        }
      });
      if (!marked && hostname.txtPrefix === undefined) return;
      const [zone] = answering.filter((one) => recordsFor(one, hostname).length > 0);
      if (!zone || isOwnedByExternalDns(zone, hostname)) return;
      const fix = { text: `Delete the record of ${name} once, so that ExternalDNS makes it as its own.` };
      yield violation('notOwned', { hostname: name, zone: inWords(zone) }, { cause, fix });
    });
    return undefined;
  },
});

const inWords = ({ id, name }: { readonly id: string; readonly name: string }): string => `${name} (${id})`;

/** Raises `NotObserved` for a target that is no name of Elastic Load Balancing: where it leads cannot be followed. */
function leadsToALoadBalancer({ account, cluster }: ClusterView, hostname: string, target: string): boolean {
  const name = loadBalancerNameOf(target);
  if (name !== undefined)
    return account.loadBalancers.inVpc(cluster.vpcId).some(({ dnsName }) => dnsName?.toLowerCase() === name);
  const reason = `where ${target} leads cannot be followed from here`;
  throw new NotObserved('hostedZones.records', hostname, undecidable(reason));
}
