import { managedPolicyState, type PolicyState } from './role-policies.ts';
import { undecidable } from './snapshot/known.ts';
import { unlessUndecidable } from './view/observing.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

/** A permission that nodes need, and how the node role has it. */
export interface NodePermission {
  /** What for, as the end of `… which nodes need`. */
  readonly purpose: string;
  /** The managed policy of AWS to attach. */
  readonly policy: string;
  readonly state: () => PolicyState;
}

const pulling = [
  'AmazonEC2ContainerRegistryPullOnly',
  'AmazonEC2ContainerRegistryReadOnly',
  'AmazonEC2ContainerRegistryPowerUser',
  'AmazonEC2ContainerRegistryFullAccess',
];

/** What a node's role has to allow for the node to join and to pull images. */
export function nodePermissions(view: ClusterView, roleArn: string): readonly NodePermission[] {
  const { account, cluster } = view;
  const joining = ['AmazonEKSWorkerNodePolicy', ...(cluster.autoMode ? ['AmazonEKSWorkerNodeMinimalPolicy'] : [])];
  return [
    {
      purpose: 'to join the cluster',
      policy: 'AmazonEKSWorkerNodePolicy',
      state: () => managedPolicyState(account, roleArn, joining),
    },
    {
      purpose: 'to pull images',
      policy: 'AmazonEC2ContainerRegistryPullOnly',
      state: () => managedPolicyState(account, roleArn, pulling),
    },
  ];
}

/** As a node role has the permissions of the VPC CNI; `superfluous`: it has them although the VPC CNI has a role of its own. */
export type CniPermission = PolicyState | 'superfluous';

/** The policy that gives the VPC CNI its permissions. That for IPv6 is not one of AWS's own: each account makes it. */
export const cniPolicyOf = ({ cluster }: ClusterView): string =>
  cluster.ipFamily === 'ipv6' ? 'AmazonEKS_CNI_IPv6_Policy' : 'AmazonEKS_CNI_Policy';

/** Raises `NotObserved` where the node role certainly lacks them and the VPC CNI may have a role of its own that AWS does not show. */
export function cniPermission(view: ClusterView, roleArn: string): CniPermission {
  const ofAws = view.cluster.ipFamily === 'ipv6' ? [] : [cniPolicyOf(view)];
  const state = managedPolicyState(view.account, roleArn, ofAws);
  if (state === 'attached') return unlessUndecidable(() => cniHasItsOwnRole(view), false) ? 'superfluous' : state;
  return cniHasItsOwnRole(view) ? 'attached' : state;
}

/** Whether the VPC CNI add-on has a role, so that the node role need not have its permissions. */
function cniHasItsOwnRole({ addOns, cluster, name }: ClusterView): boolean {
  const addOn = addOns.find('vpc-cni');
  if (addOn?.serviceAccountRoleArn !== undefined || (addOn?.podIdentityAssociations ?? 0) > 0) return true;
  if (addOn && cluster.podIdentityAssociations === 0) return false;
  const reason = 'the VPC CNI may have a role of its own through its service account, which AWS does not show';
  throw new NotObserved('addOns.serviceAccountRoleArn', name, undecidable(reason));
}
