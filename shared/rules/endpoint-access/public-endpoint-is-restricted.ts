import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { AddressSet, coversEveryIpv4Address, coversEveryIpv6Address } from '../../model/address-set.ts';
import { parseCidr } from '../../model/cidr.ts';
import { attempt, observedOf } from '../../model/view/observing.ts';
import type { ClusterView } from '../../model/view/views.ts';

export const publicEndpointIsRestricted = defineRule({
  code: 'D1',
  name: 'public-endpoint-is-restricted',
  aliases: ['public-endpoint-unrestricted'],
  title: 'The public API endpoint is not open to the whole internet',
  severity: 'high',
  profile: 'baseline',
  resourceType: 'cluster',
  why: 'Anybody can then reach the API server’s login, and every flaw in it. Restricting the source addresses costs nothing.',
  how: 'Adds up the blocks of publicAccessCidrs: together they must not cover all of IPv4 or IPv6 (0.0.0.0/1 with 128.0.0.0/1 does), and none may be wider than minPrefix. No block at all means every address. The list is ignored while public access is off.',
  fix: 'Name the networks that need the public endpoint, or turn public access off and private access on.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html',
    'https://docs.aws.amazon.com/eks/latest/best-practices/subnets.html',
  ],

  parameters: z.strictObject({
    allowUnrestricted: z.boolean().default(false).describe('Accept an endpoint that is open to every address.'),
    minPrefix: z
      .int()
      .min(0)
      .max(128)
      .default(8)
      .describe('Shortest prefix of a block that is accepted; 8 accepts 203.0.0.0/8.'),
  }),

  messages: {
    open: (e: { cluster: string; publicAccessCidrs: readonly string[] }) =>
      `Every address of the internet may reach the public API endpoint of ${e.cluster} at port 443 (publicAccessCidrs: ${e.publicAccessCidrs.join(', ') || 'none, which means all'}).`,
    wide: (e: { cluster: string; block: string; minPrefix: number }) =>
      `${e.block} may reach the public API endpoint of ${e.cluster} at port 443; a block wider than /${e.minPrefix} is hardly a restriction.`,
  },

  subjects: ({ cluster }) => [cluster],

  *evaluate(cluster, { view, parameters, violation, note, notApplicable, each }) {
    if (!cluster.endpointPublicAccess)
      return notApplicable('The public endpoint is off, so its list of blocks means nothing.');

    const blocks = publicAccessCidrs(view);
    const known = observedOf(blocks);
    const cause = { kind: 'public-access-cidrs', resource: view.name };
    const text = `Name the networks that need the endpoint in publicAccessCidrs, the nodes' NAT addresses among them while private access is off; or turn private access on and public access off.`;
    if (blocks.length === 0 || isEverything(known)) {
      if (parameters.allowUnrestricted)
        yield note('The public endpoint is open to every address, which is accepted (allowUnrestricted).');
      else yield violation('open', { cluster: view.name, publicAccessCidrs: known }, { cause, fix: { text } });
      return undefined;
    }
    yield* each(blocks, function* (block) {
      const { prefixLength, text: canonical } = parseCidr(block);
      if (prefixLength >= parameters.minPrefix) return;
      yield violation(
        'wide',
        { cluster: view.name, block: canonical, minPrefix: parameters.minPrefix },
        { severity: 'medium', cause, fix: { text } },
      );
    });
    return undefined;
  },
});

/** Each block, or what it lacked. */
function publicAccessCidrs({ cluster }: ClusterView) {
  const cidrs = cluster.publicAccessCidrs;
  return Array.from({ length: cidrs.length }, (_, index) => attempt(() => cidrs[index] ?? ''));
}

function isEverything(cidrs: readonly string[]): boolean {
  const set = AddressSet.of(...cidrs);
  return coversEveryIpv4Address(set) || coversEveryIpv6Address(set);
}
