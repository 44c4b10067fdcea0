import * as z from 'zod';
import type { AwsCommand } from '../../engine/aws-command.ts';
import { defineRule } from '../../engine/define-rule.ts';
import type { Fix } from '../../engine/verdict.ts';
import type { Vpc } from '../../model/view/records.ts';
import type { AccountView } from '../../model/view/views.ts';
import { amazonResolversOf, dhcpOptionsOf, dnsDependence, namesAmazonDns } from '../../model/vpc-dns.ts';

export const dhcpOptionsNameAmazonDns = defineRule({
  code: 'E8',
  name: 'dhcp-options-name-amazon-dns',
  aliases: ['dhcp-options-amazon-dns'],
  title: 'The VPC’s DHCP options name AmazonProvidedDNS',
  severity: 'high',
  profile: 'baseline',
  resourceType: 'vpc',
  why: 'The private API endpoint and private DNS of VPC endpoints live in private hosted zones, which only Amazon’s resolver answers. With other servers nodes get public addresses or none, and do not join (NodeCreationFailure: Instances failed to join the kubernetes cluster); a customer-routed control plane does not find its webhooks (no such host).',
  how: 'Where the cluster has the private endpoint, a customer-routed control plane or isolated nodes, the domain-name-servers of the VPC’s DHCP options must include AmazonProvidedDNS, or its address. Other resolvers will do if they are declared to forward to it (customDnsForwards). No options at all are of medium, a missing domain-name is of low severity.',
  fix: 'Associate DHCP options that name AmazonProvidedDNS, and forward your own zones by rules of Route 53 Resolver.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/control-plane-egress.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/troubleshooting.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/VPC_DHCP_Options.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    none: (e: { vpc: string; needs: readonly string[] }) =>
      `${e.vpc} has no DHCP options, so that its instances are told no DNS server; without AmazonProvidedDNS they do not know ${e.needs.join(' and ')}.`,
    otherServers: (e: { vpc: string; dhcpOptions: string; servers: readonly string[]; needs: readonly string[] }) =>
      `${e.dhcpOptions} of ${e.vpc} tells instances to ask ${e.servers.join(', ') || 'no DNS server'} and not AmazonProvidedDNS, which alone knows ${e.needs.join(' and ')} (NodeCreationFailure).`,
    noDomainName: (e: { vpc: string; dhcpOptions: string }) =>
      `${e.dhcpOptions} of ${e.vpc} has no domain-name: nodes may not know their own name (node "" not found).`,
  },

  subjects: ({ account, cluster }) => [account.vpcs.find(cluster.vpcId)].filter((vpc) => vpc !== undefined),

  *evaluate(vpc, { view, violation, note, notApplicable, aws }) {
    const { needs, certain } = dnsDependence(view);
    if (needs.length === 0)
      return notApplicable('Nothing of the cluster needs names that only AmazonProvidedDNS knows.');
    const cause = { kind: 'dhcp-options', resource: vpc.id };
    const options = dhcpOptionsOf(view.account, vpc);
    if (!options) {
      yield violation(
        'none',
        { vpc: vpc.id, dhcpOptionsId: vpc.dhcpOptionsId, needs },
        { severity: 'medium', cause, fix: associateFix(view.account, vpc, {}, aws) },
      );
      return undefined;
    }

    const facts = { vpc: vpc.id, dhcpOptions: options.id, servers: options.domainNameServers };
    const asksAmazon = namesAmazonDns(vpc, options) || view.declared.customDnsForwards === true;
    if (options.domainName === undefined) {
      const kept = asksAmazon ? { servers: options.domainNameServers } : {};
      yield violation('noDomainName', facts, {
        severity: 'low',
        cause,
        fix: associateFix(view.account, vpc, kept, aws),
      });
    }
    if (options.domainNameServers.includes('AmazonProvidedDNS')) return undefined;
    const byAddress = amazonResolversOf(vpc).find((address) => options.domainNameServers.includes(address));
    if (byAddress !== undefined) {
      yield note(`${options.id} names AmazonProvidedDNS by its address ${byAddress}; EKS asks for the name.`);
    } else if (view.declared.customDnsForwards === true) {
      yield note(`${options.domainNameServers.join(', ')} forward to AmazonProvidedDNS (customDnsForwards).`);
    } else {
      if (!certain) view.declaration('customDnsForwards');
      const fix = associateFix(view.account, vpc, { domain: options.domainName }, aws);
      yield violation('otherServers', { ...facts, needs }, { cause, fix });
    }
    return undefined;
  },
});

/** What the options have that is to stay. */
interface Kept {
  readonly servers?: readonly string[];
  readonly domain?: string | undefined;
}

/** New options, because a set cannot be changed. Instances take them over when they renew their lease. */
function associateFix({ region }: AccountView, { id }: Vpc, kept: Kept, aws: AwsCommand): Fix {
  const { servers = ['AmazonProvidedDNS'] } = kept;
  const domain = kept.domain ?? (region === 'us-east-1' ? 'ec2.internal' : `${region}.compute.internal`);
  const configurations = [`Key=domain-name-servers,Values=${servers.join(',')}`, `Key=domain-name,Values=${domain}`];
  const create = aws`ec2 create-dhcp-options --dhcp-configurations ${configurations} --query DhcpOptions.DhcpOptionsId --output text`;
  return {
    text: `Associate new DHCP options with ${id}, which every instance in it takes over when it renews its lease; carry over what else the present ones say, such as NTP servers${
      kept.servers ? '' : ', and forward your own zones by rules of Route 53 Resolver first'
    }.`,
    command: `${aws`ec2 associate-dhcp-options --vpc-id ${id}`} --dhcp-options-id "$(${create})"`,
  };
}
