import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { controlPlaneInterfaces, isBeingUpdated } from '../../model/control-plane.ts';
import { attempt } from '../../model/view/observing.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import type { ClusterView } from '../../model/view/views.ts';

export const controlPlaneHasItsInterfaces = defineRule({
  code: 'H1',
  name: 'control-plane-has-its-interfaces',
  aliases: ['eks-eni-count'],
  title: 'The control plane has two to four interfaces in the VPC',
  severity: 'medium',
  profile: 'baseline',
  resourceType: 'cluster',
  why: 'The control plane reaches nodes, and nodes reach the private endpoint, through interfaces that EKS keeps in the cluster’s subnets. Without them kubelets cannot be reached (`dial tcp …:10250: i/o timeout`).',
  how: 'Counts the interfaces described exactly as `Amazon EKS <cluster>`. Clusters that are being updated are left out, because EKS replaces the interfaces then; right after an update there may be more for up to half an hour.',
  fix: 'See that the cluster’s subnets and security groups exist and have free addresses; EKS then makes the interfaces again.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html'],
  graceMinutes: 30,

  parameters: z.strictObject({
    least: z.int().min(1).default(2).describe('Fewest interfaces of a healthy control plane.'),
    most: z.int().min(1).default(4).describe('Most interfaces of a healthy control plane.'),
  }),

  messages: {
    none: (e: { cluster: string }) => `The control plane of ${e.cluster} has no interface in the VPC.`,
    tooFew: (e: { interfaces: readonly string[]; least: number }) =>
      `The control plane has only ${e.interfaces.join(' and ')} in the VPC; EKS keeps at least ${e.least} interfaces.`,
    tooMany: (e: { interfaces: readonly string[]; most: number }) =>
      `The control plane has ${e.interfaces.length} interfaces in the VPC; EKS keeps at most ${e.most}.`,
  },

  subjects: ({ cluster }) => [cluster],

  *evaluate(_, { view, parameters: { least, most }, violation, notApplicable }) {
    if (isBeingUpdated(view)) return notApplicable('The cluster is being updated: EKS replaces its interfaces.');
    const interfaces = controlPlaneInterfaces(view).map(({ id }) => id);
    const facts = { cluster: view.name, interfaces, least, most };
    const cause = { kind: 'control-plane-interfaces', resource: view.name };

    if (interfaces.length === 0) {
      const text =
        'Repair what the health issues of the cluster name: deleted subnets or security groups, full subnets.';
      const evidence = { ...facts, healthIssues: healthIssues(view) };
      yield violation('none', evidence, { severity: 'high', cause, fix: { text } });
    } else if (interfaces.length < least) {
      const text = 'Look again in half an hour; if it stays, see that every cluster subnet has free addresses.';
      yield violation('tooFew', facts, { severity: 'low', cause, fix: { text } });
    } else if (interfaces.length > most) {
      const text = 'Look again in half an hour: after an update EKS removes the old interfaces by itself.';
      yield violation('tooMany', facts, { severity: 'low', cause, fix: { text } });
    }
  },
});

function healthIssues({ cluster }: ClusterView): readonly string[] {
  const issues = attempt(() => cluster.healthIssues.map(({ code, resourceIds }) => [code, ...resourceIds].join(' ')));
  return issues instanceof NotObserved ? ['unknown'] : issues;
}
