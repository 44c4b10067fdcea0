import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { ipv4AddressesOf } from '../../model/control-plane.ts';
import { interfacesIn } from '../../model/interface-index.ts';
import {
  ageInSeconds,
  createdAt,
  detachedInterfaces,
  subnetsWithPodInterfaces,
} from '../../model/leaked-interfaces.ts';
import { attempt, observedOf, orUnknown } from '../../model/view/observing.ts';
import type { NetworkInterface, Subnet } from '../../model/view/records.ts';

export const subnetsHoldNoLeakedInterfaces = defineRule({
  code: 'H4',
  name: 'subnets-hold-no-leaked-interfaces',
  aliases: ['cni-leaked-enis'],
  title: 'Subnets hold no interfaces that the VPC CNI left behind',
  severity: 'low',
  profile: 'baseline',
  resourceType: 'subnet',
  why: 'An interface that was detached and not deleted keeps all its addresses: pods fail with `failed to assign an IP address to container` in a subnet that nothing seems to use, and the subnet and the security groups cannot be deleted.',
  how: 'Looks for interfaces of the VPC CNI (`aws-K8S-…`) that are attached to nothing and older than `minAge` by their tag `node.k8s.amazonaws.com/createdAt`, counted to when the account was read. The VPC CNI deletes such interfaces about every hour itself, unless DISABLE_LEAKED_ENI_CLEANUP is set, the cluster is of the IPv6 family, or no node is left to do it. Interfaces of clusters that no longer exist, or that name none, are told with every cluster that uses the subnet. More than five, or as many addresses as a tenth of what is free, are of medium severity.',
  fix: 'Delete the interfaces, and let nodes delete theirs on termination.',
  references: [
    'https://github.com/aws/amazon-vpc-cni-k8s/blob/v1.23.1/pkg/awsutils/awsutils.go',
    'https://github.com/aws/amazon-vpc-cni-k8s/issues/608',
    'https://docs.aws.amazon.com/eks/latest/best-practices/vpc-cni.html',
  ],
  graceMinutes: 30,

  parameters: z.strictObject({
    minAge: z.int().min(300).default(7200).describe('Age in seconds from which a detached interface counts as leaked.'),
  }),

  messages: {
    leaked: (e: { subnet: string; interfaces: readonly string[]; heldAddresses: number; oldest: string }) =>
      `${e.subnet} holds ${e.interfaces.length === 1 ? 'an interface' : `${e.interfaces.length} interfaces`} that the VPC CNI left behind, with ${
        e.heldAddresses === 1 ? 'one address' : `${e.heldAddresses} addresses`
      }: ${e.interfaces.slice(0, 3).join(', ')}${e.interfaces.length > 3 ? ' and others' : ''}, since ${e.oldest}.`,
  },

  subjects: subnetsWithPodInterfaces,

  *evaluate(subnet, { view, parameters, violation, each, aws }) {
    const detached = detachedInterfaces(view, subnet).map((eni) =>
      attempt(() => ({ eni, since: createdAt(eni), age: ageInSeconds(view.account, eni) })),
    );
    const leaked = observedOf(detached)
      .filter(({ age }) => age > parameters.minAge)
      .sort((a, b) => b.age - a.age);
    const [oldest] = leaked;
    if (oldest) {
      const interfaces = leaked.map(({ eni }) => eni);
      const heldAddresses = interfaces.reduce((sum, eni) => sum + ipv4AddressesOf(eni), 0);
      const { id } = oldest.eni;
      yield violation(
        'leaked',
        {
          subnet: subnet.id,
          interfaces: interfaces.map((eni) => eni.id),
          heldAddresses,
          oldest: oldest.since,
          freeAddresses: orUnknown(() => subnet.freeIpv4Addresses),
          clusters: clustersOf(interfaces),
        },
        {
          severity: interfaces.length > 5 || isTenthOfFree(subnet, heldAddresses) ? 'medium' : 'low',
          cause: { kind: 'leaked-interfaces', resource: subnet.id },
          fix: {
            text: `Delete ${interfaces.length === 1 ? id : `each of them, beginning with ${id}`}: nothing is attached. Where they come back, see that the VPC CNI may delete interfaces and that launch templates delete them on termination.`,
            command: aws`ec2 delete-network-interface --network-interface-id ${id}`,
          },
        },
      );
    }
    yield* each(detached, function* () {});
    interfacesIn(view.account, subnet);
    return undefined;
  },
});

/** Where the free addresses are not known, it does not count as such. */
const isTenthOfFree = (subnet: Subnet, heldAddresses: number): boolean =>
  attempt(() => heldAddresses * 10 >= subnet.freeIpv4Addresses) === true;

const clustersOf = (interfaces: readonly NetworkInterface[]): readonly string[] => [
  ...new Set(interfaces.map(({ tags }) => tags['cluster.k8s.amazonaws.com/name'] ?? 'none named')),
];
