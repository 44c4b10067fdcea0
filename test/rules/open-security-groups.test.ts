import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { AccountView } from '../../shared/model/view/views.ts';
import { controlPlaneSecurityGroupsAreClosedToTheWorld } from '../../shared/rules/security-groups/control-plane-security-groups-are-closed-to-the-world.ts';
import { nodeSecurityGroupsAreClosedToTheWorld } from '../../shared/rules/security-groups/node-security-groups-are-closed-to-the-world.ts';
import { rule } from '../support/record-builders.ts';
import { aSnapshot } from '../support/snapshot-builders.ts';

const ids = ['sg-cluster', 'sg-1', 'sg-2', 'sg-3'];
const some = fc.subarray(ids, { minLength: 1 });

it('judges every group of the control plane and of nodes that is open to the world, and once', () => {
  fc.assert(
    fc.property(some, some, fc.subarray(ids), (onControlPlane, onNodes, additional) => {
      const open = { ingress: [rule('tcp', 10_250, '0.0.0.0/0')] };
      const snapshot = aSnapshot({
        cluster: { securityGroupIds: additional },
        networkInterfaces: {
          'eni-eks-a': { securityGroupIds: onControlPlane },
          'eni-eks-b': { securityGroupIds: onControlPlane },
          'eni-node-a': { securityGroupIds: onNodes },
        },
        securityGroups: Object.fromEntries(ids.map((id) => [id, open])),
      });
      const [view] = new AccountView(snapshot).clusters;
      if (!view) throw new Error('The snapshot has no cluster.');
      const told = [controlPlaneSecurityGroupsAreClosedToTheWorld, nodeSecurityGroupsAreClosedToTheWorld]
        .flatMap(({ judge }) => judge(view))
        .flatMap(({ resource, violations }) => violations.map(() => resource.id));
      expect(told.sort()).toEqual([...new Set(['sg-cluster', ...onControlPlane, ...onNodes, ...additional])].sort());
    }),
  );
});
