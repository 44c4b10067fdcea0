import { everyControlPlaneSecurityGroupId } from './cluster-security-groups.ts';
import { nodeSecurityGroups } from './node-security-groups.ts';
import { remembered } from './view/memo.ts';
import { attempt, observedOf } from './view/observing.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

export interface SecurityGroupInUse {
  readonly id: string;
}

/** The security groups of the control plane and of nodes, each once; what hides further ones stands among them. */
export const securityGroupsInUse = remembered((view: ClusterView): readonly (SecurityGroupInUse | NotObserved)[] => {
  const control = attempt(() => everyControlPlaneSecurityGroupId(view));
  const nodes = nodeSecurityGroups(view);
  const ids = [...(control instanceof NotObserved ? [] : control), ...observedOf(nodes).map(({ id }) => id)];
  const hidden = [control, ...nodes].filter((each) => each instanceof NotObserved);
  return [...[...new Set(ids)].map((id) => ({ id })), ...hidden];
});
