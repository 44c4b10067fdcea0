import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { fixFrom } from '../../engine/fix-from.ts';
import { controlPlaneSecurityGroupIds } from '../../model/cluster-security-groups.ts';
import {
  controlPlaneFamilies,
  controlPlaneGroupsClosed,
  controlPlaneLegs,
  controlPlaneWay,
} from '../../model/control-plane-egress.ts';
import { everyAddress } from '../../model/internet-path.ts';
import { closedPortCause, openRemedy } from '../../model/remote-access.ts';
import { undecidable } from '../../model/snapshot/known.ts';
import { clusterSubnets } from '../../model/subnet-use.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import { dhcpOptionsOf, namesAmazonDns } from '../../model/vpc-dns.ts';
import { decidedBy, noNumbersTaken, openNetworkAcl, packetWords } from '../open-network-acl.ts';
import { trustTransitEgress } from '../parameters.ts';

const symptom = 'failed calling webhook: context deadline exceeded';

export const customerRoutedControlPlanesHaveEgress = defineRule({
  code: 'D10',
  name: 'customer-routed-control-planes-have-egress',
  aliases: ['control-plane-egress-customer-routed'],
  title: 'A customer-routed control plane has a working way out of every cluster subnet',
  severity: 'high',
  profile: 'baseline',
  resourceType: 'cluster',
  why: 'In the mode CUSTOMER_ROUTED the API server calls external webhooks and OIDC issuers through its interfaces in the cluster subnets, IAM roles for service accounts among them. Without a way out these calls fail (failed calling webhook: context deadline exceeded), in one of several subnets now and then. The mode cannot be changed back.',
  how: 'From each cluster subnet the default route must lead to a NAT gateway, NAT instance, transit gateway or appliance; an internet gateway does not carry interfaces without a public address. In IPv6 clusters the IPv6 default route counts as well. The security groups on the interfaces and the subnets’ network ACLs must let TCP 443 out and the replies in, and the VPC’s DHCP options name AmazonProvidedDNS. Groups and lists that only let a part of the internet through may be meant for the addresses that are called: indeterminate. With cpEgressInternalOnly declared only DNS is judged.',
  fix: 'Give every cluster subnet a default route to a NAT gateway, and let TCP 443 out and the replies in.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/control-plane-egress.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
    'https://docs.aws.amazon.com/eks/latest/APIReference/API_VpcConfigRequest.html',
  ],

  parameters: z.strictObject({ trustTransitEgress }),

  messages: {
    noWay: (e: { subnet: string; family: string; reason: string }) =>
      `The control plane has no way to the ${e.family} internet from ${e.subnet}: ${e.reason} (${symptom}).`,
    noPublicAddress: (e: { subnet: string; family: string; reason: string }) =>
      `The control plane has no way to the ${e.family} internet from ${e.subnet}: ${e.reason}, and its interfaces have no public address (${symptom}).`,
    groupsClosed: (e: { securityGroups: readonly string[]; block: string }) =>
      `${e.securityGroups.join(', ')} does not allow control plane → ${e.block} at tcp 443 (${symptom}).`,
    listCloses: (e: { subnet: string; networkAcl: string; packets: string; block: string; decidedBy: string }) =>
      `${e.networkAcl} of ${e.subnet} does not let ${e.packets} ${e.block} through: ${e.decidedBy} (${symptom}).`,
    noAmazonDns: (e: { vpc: string; servers: readonly string[] }) =>
      `The control plane asks the DNS servers of ${e.vpc} (${e.servers.join(', ') || 'none'}), and AmazonProvidedDNS is not among them (no such host).`,
  },

  subjects: ({ cluster }) => [cluster],

  *evaluate(cluster, { view, parameters, violation, note, notApplicable, each, aws }) {
    const { controlPlaneEgressMode: mode = 'AWS_MANAGED' } = cluster;
    if (mode === 'AWS_MANAGED') return notApplicable('EKS manages the egress of the control plane.');
    if (mode !== 'CUSTOMER_ROUTED') {
      const reason = `AWS does not tell what the mode ${mode} asks for`;
      throw new NotObserved('clusters.controlPlaneEgressMode', view.name, undecidable(reason));
    }

    yield* each([cluster.vpcId], function* (vpcId) {
      const vpc = view.account.vpcs.find(vpcId);
      const options = vpc && dhcpOptionsOf(view.account, vpc);
      if (!vpc || view.declared.customDnsForwards || (options && namesAmazonDns(vpc, options))) return;
      const servers = options?.domainNameServers ?? [];
      const text = `Associate DHCP options with ${vpc.id} that name AmazonProvidedDNS.`;
      const cause = { kind: 'dhcp-options', resource: vpc.id };
      yield violation('noAmazonDns', { vpc: vpc.id, servers }, { cause, fix: { text } });
    });
    if (view.declared.cpEgressInternalOnly) {
      yield note('Webhooks and OIDC issuers are declared to be inside the VPC (cpEgressInternalOnly).');
      return undefined;
    }

    const families = controlPlaneFamilies(view);
    const places = clusterSubnets(view).flatMap((subnet) => families.map((family) => ({ subnet, family })));
    const at = (subnet: string) => ({ type: 'subnet' as const, id: subnet });
    yield* each(places, function* ({ subnet, family }) {
      const way = controlPlaneWay(view, subnet, family, parameters.trustTransitEgress);
      if (way.kind === 'assumed') yield note(way.note);
      if (way.kind === 'assumed' || way.kind === 'open') return;
      const facts = { subnet: subnet.id, family: `IPv${family}`, ...way.facts };
      yield violation(way.kind, facts, { resource: at(subnet.id), cause: way.cause, fix: fixFrom(aws, way.remedy) });
    });
    yield* each(families, function* (family) {
      if (!controlPlaneGroupsClosed(view, family)) return;
      const block = everyAddress[family];
      yield violation(
        'groupsClosed',
        { securityGroups: controlPlaneSecurityGroupIds(view), block },
        { cause: closedPortCause(view, 'out', 443), fix: fixFrom(aws, openRemedy(view, 'out', 443, [block])) },
      );
    });
    const takenIn = new Map<string, ReturnType<typeof noNumbersTaken>>();
    yield* each(places, function* ({ subnet, family }) {
      yield* each(controlPlaneLegs(view, subnet, family), function* (leg) {
        const taken = takenIn.get(leg.acl.id) ?? noNumbersTaken();
        takenIn.set(leg.acl.id, taken);
        const facts = { subnet: subnet.id, networkAcl: leg.acl.id, packets: packetWords(leg), block: leg.other };
        yield violation(
          'listCloses',
          { ...facts, decidedBy: decidedBy(leg) },
          { resource: at(subnet.id), ...openNetworkAcl(leg, [leg.other], taken, aws) },
        );
      });
    });
    return undefined;
  },
});
