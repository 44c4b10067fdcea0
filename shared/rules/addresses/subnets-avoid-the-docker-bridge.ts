import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { overlaps, rangeOf } from '../../model/cidr.ts';
import { mayRunDocker } from '../../model/container-runtime.ts';
import { workerGroups } from '../../model/node-capacity.ts';
import { hostsWorkloads, isClusterSubnet, scopeSubnets } from '../../model/subnet-use.ts';
import { attempt } from '../../model/view/observing.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import type { ClusterView } from '../../model/view/views.ts';

const dockerBridge = '172.17.0.0/16';

export const subnetsAvoidTheDockerBridge = defineRule({
  code: 'B19',
  name: 'subnets-avoid-the-docker-bridge',
  aliases: ['docker-bridge-overlap'],
  title: 'Subnets of nodes and the control plane do not overlap the network of Docker’s bridge',
  severity: 'low',
  profile: 'baseline',
  resourceType: 'subnet',
  why: 'Docker routes 172.17.0.0/16 to its own bridge. A node that runs it cannot reach addresses of the VPC in that range: `kubectl logs` and webhooks end with `no route to host`.',
  how: 'Compares the block of each subnet that the cluster uses with 172.17.0.0/16. Nodes of EKS’s own images have run containerd without Docker since Kubernetes 1.24, and Amazon Linux 2023 and Bottlerocket always have: then the overlap does no harm.',
  fix: 'Use subnets outside 172.17.0.0/16, or images without Docker.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/troubleshooting.html'],

  parameters: z.strictObject({
    legacyDocker: z.boolean().default(false).describe('Judge every cluster as if its nodes ran Docker.'),
  }),

  messages: {
    overlaps: (e: { subnet: string; cidr: string; groups: readonly string[] }) =>
      `${e.subnet} (${e.cidr}) overlaps ${dockerBridge}, which Docker takes for its bridge${
        e.groups.length > 0 ? `, and nodes of ${e.groups.join(', ')} may run it` : ''
      }: nodes with Docker cannot reach it (no route to host).`,
  },

  subjects: scopeSubnets,

  *evaluate(subnet, { view, parameters: { legacyDocker }, violation, notApplicable }) {
    if (!isClusterSubnet(view, subnet) && !hostsWorkloads(view, subnet)) {
      return notApplicable('Neither nodes nor the control plane of the cluster use this subnet.');
    }
    const { cidr } = subnet;
    if (!overlaps(rangeOf(cidr), rangeOf(dockerBridge))) return undefined;
    const groups = legacyDocker ? [] : groupsWithDocker(view);
    if (groups.length === 0 && !legacyDocker) {
      return notApplicable(`The subnet overlaps ${dockerBridge}, and no node of the cluster runs Docker.`);
    }
    yield violation(
      'overlaps',
      { subnet: subnet.id, cidr, groups },
      {
        cause: { kind: 'subnet-cidr', resource: subnet.id },
        fix: {
          text: `Move to subnets outside ${dockerBridge}, or use images with containerd alone, such as Amazon Linux 2023 or Bottlerocket.`,
        },
      },
    );
    return undefined;
  },
});

/** Raises `NotObserved` when none certainly may, and one cannot be told. */
function groupsWithDocker(view: ClusterView): readonly string[] {
  const asked = workerGroups(view).map((group) =>
    group instanceof NotObserved ? group : attempt(() => (mayRunDocker(view, group) ? group.id : undefined)),
  );
  const found = asked.filter((answer) => typeof answer === 'string');
  const hiding = asked.find((answer) => answer instanceof NotObserved);
  if (found.length === 0 && hiding) throw hiding;
  return found;
}
