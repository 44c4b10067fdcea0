import * as z from 'zod';
import type { AwsCommand } from '../../engine/aws-command.ts';
import { defineRule } from '../../engine/define-rule.ts';
import type { Fix, ResourceRef } from '../../engine/verdict.ts';
import { type SubnetUse, subnetUses } from '../../model/subnet-use.ts';
import { attempt } from '../../model/view/observing.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import type { ClusterView } from '../../model/view/views.ts';
import { ownersOf, type SubnetOwner } from '../subnet-owners.ts';

export const referencedSubnetsExist = defineRule({
  code: 'I1',
  name: 'referenced-subnets-exist',
  aliases: [],
  title: 'Every subnet that the cluster, its node groups and Fargate profiles name exists',
  severity: 'critical',
  profile: 'baseline',
  resourceType: 'cluster',
  why: 'If a subnet of the cluster does not exist, an update of the cluster fails (`SubnetNotFound`); node groups and Fargate profiles cannot place nodes or pods in one that is gone.',
  how: 'Looks up every subnet that is named, pod subnets declared under `podSubnetsByAz` included, and its state. What belongs to a node group or Fargate profile is of high severity.',
  fix: 'Name existing subnets in the same Availability Zones. The subnets of a managed node group or Fargate profile cannot be changed: create a new one.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/troubleshooting.html',
  ],

  parameters: z.strictObject({}),

  messages: {
    gone: (e: { subnet: string; namedBy: string }) => `${e.namedBy} names ${e.subnet}, which does not exist.`,
    notAvailable: (e: { subnet: string; namedBy: string; state: string }) =>
      `${e.namedBy} names ${e.subnet}, which is ${e.state}.`,
  },

  subjects: ({ cluster }) => [cluster],

  *evaluate(_, { view, violation, each, aws }) {
    const { bySubnet, hidden } = subnetUses(view);
    const references = [...bySubnet.values(), ...declaredPodSubnets(view)];
    yield* each([...references, ...hidden], function* (use) {
      const subnet = view.account.subnets.find(use.subnetId);
      if (subnet?.state === 'available') return;
      for (const { namedBy, resource } of owners(view, use)) {
        const ofCluster = resource.type === 'cluster' && 'controlPlane' in use;
        const facts = { subnet: use.subnetId, namedBy };
        const details = {
          resource,
          severity: ofCluster ? ('critical' as const) : ('high' as const),
          cause: { kind: 'subnet', resource: use.subnetId },
        };
        if (!subnet) {
          yield violation('gone', facts, {
            ...details,
            fix: ofCluster ? clusterFix(view, aws) : { text: recreate(resource) },
          });
        } else {
          const text = `Wait until ${use.subnetId} is available, or name another subnet.`;
          yield violation('notAvailable', { ...facts, state: subnet.state }, { ...details, fix: { text } });
        }
      }
    });
    return undefined;
  },
});

type Reference = Pick<SubnetUse, 'subnetId'> | SubnetUse;

const declaredPodSubnets = ({ declared }: ClusterView): readonly Reference[] =>
  [...new Set(Object.values(declared.podSubnetsByAz ?? {}).flat())].map((subnetId) => ({ subnetId }));

function owners(view: ClusterView, use: Reference): readonly SubnetOwner[] {
  if ('controlPlane' in use) return ownersOf(view, use);
  return [{ namedBy: `podSubnetsByAz, declared for ${view.name},`, resource: { type: 'cluster', id: view.name } }];
}

function recreate({ type, id }: ResourceRef): string {
  if (type === 'cluster') return 'Declare pod subnets that exist, as the ENIConfig of each zone names them.';
  if (type === 'fargate-profile') return `Create a Fargate profile on existing subnets in place of ${id}.`;
  return `Create a node group on existing subnets in the same zones, move the pods, and delete ${id}.`;
}

function clusterFix(view: ClusterView, aws: AwsCommand): Fix {
  const text = 'Name existing subnets that cover the same Availability Zones.';
  const left = attempt(() => view.cluster.subnetIds.filter((id) => view.account.subnets.find(id)));
  if (left instanceof NotObserved || left.length < 2) return { text };
  return {
    text: `${text} EKS refuses the command if a zone is lost: then name a further subnet.`,
    command: aws`eks update-cluster-config --name ${view.name} --resources-vpc-config ${`subnetIds=${left.join(',')}`}`,
  };
}
