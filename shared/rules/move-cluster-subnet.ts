import type { AwsCommand } from '../engine/aws-command.ts';
import type { Fix } from '../engine/verdict.ts';
import { goneAmong } from '../model/gone-subnets.ts';
import { roomiestSibling } from '../model/subnet-room.ts';
import { attempt } from '../model/view/observing.ts';
import type { Subnet } from '../model/view/records.ts';
import { NotObserved } from '../model/view/reveal.ts';
import type { ClusterView } from '../model/view/views.ts';

/** Names a roomier subnet of the same zone in place of one of the cluster's own, where there is one with so many free addresses. */
export function moveClusterSubnetFix(view: ClusterView, subnet: Subnet, atLeast: number, aws: AwsCommand): Fix {
  const roomier = attempt(() => roomiestSibling(view, subnet, atLeast));
  if (!roomier || roomier instanceof NotObserved) {
    return {
      text: `Release addresses in ${subnet.id}, or create a larger subnet in its Availability Zone and name that instead.`,
    };
  }
  const text = `Release addresses in ${subnet.id}, or name ${roomier.id} instead: same zone, ${roomier.freeIpv4Addresses} free addresses.`;
  const gone = goneAmong(view.account, () => view.cluster.subnetIds);
  // EKS refuses a list with a subnet that does not exist, and one that lacks a zone of the cluster.
  if (gone !== undefined) return { text: `${text} Replace ${gone} too, which does not exist any more.` };
  const subnetIds = view.cluster.subnetIds.map((id) => (id === subnet.id ? roomier.id : id));
  return {
    text,
    command: aws`eks update-cluster-config --name ${view.name} --resources-vpc-config ${`subnetIds=${subnetIds.join(',')}`}`,
  };
}
