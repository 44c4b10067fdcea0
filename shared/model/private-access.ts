import { AddressSet } from './address-set.ts';
import { existingGroups } from './cluster-security-groups.ts';
import { ownInstanceOf } from './interface-index.ts';
import { remoteAccess } from './remote-access.ts';
import { rulesAbout } from './security-groups.ts';
import { undecidable } from './snapshot/known.ts';
import type { NetworkInterface } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { ClusterView } from './view/views.ts';

const https = { from: 443, to: 443 };

/**
 * Interfaces of the cluster's VPC through which people may get in: of instances with a public address, and EC2 Instance Connect
 * Endpoints. Raises `NotObserved` when the interfaces were not read.
 */
export const possibleEntries = ({ account, cluster }: ClusterView): readonly NetworkInterface[] =>
  account.networkInterfaces
    .inVpc(cluster.vpcId)
    .filter(
      (eni) =>
        eni.interfaceType === 'ec2_instance_connect_endpoint' ||
        (eni.publicIp !== undefined && ownInstanceOf(account, eni) !== undefined),
    );

/**
 * The blocks from which the control plane's security groups certainly do not admit port 443, and the groups. Raises `NotObserved` when
 * a rule that names a group may admit them: hosts of the VPC, or of a peered one, may carry that group.
 */
export function refusedClients(view: ClusterView, clients: readonly string[]) {
  const { closed, securityGroupIds, openedBy, unknown } = remoteAccess(view, 'in', 443, clients);
  const inVpc = AddressSet.of(...(view.account.vpcs.find(view.cluster.vpcId)?.cidrs ?? []));
  const groups = existingGroups(view.account, securityGroupIds, view.cluster.vpcId);
  const { matches } = rulesAbout(groups, { direction: 'in', protocol: 'tcp', ports: https });
  const ofPeers = matches.some(({ peer }) => 'securityGroupId' in peer && peer.peeringStatus !== undefined);
  const refused = ofPeers
    ? []
    : AddressSet.of(...closed)
        .subtract(inVpc)
        .toCidrs();
  if (refused.length === 0 && closed.length > 0) {
    const reason = `${closed.join(', ')} may hold hosts that carry a security group which the rules name`;
    throw new NotObserved('securityGroups.ingress', securityGroupIds.join(' '), undecidable(reason));
  }
  return { refused, securityGroupIds, openedBy, unknown };
}
