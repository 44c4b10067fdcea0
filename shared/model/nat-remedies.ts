import { type Egress, egress4, isPublicByDoc } from './egress.ts';
import { workingNatFor } from './egress-remedies.ts';
import type { Remedy } from './remedy.ts';
import { effectiveRouteTable } from './routes.ts';
import { attempt } from './view/observing.ts';
import type { NatGateway, Subnet } from './view/records.ts';
import { NotObserved } from './view/reveal.ts';
import type { AccountView } from './view/views.ts';

/** Sends the subnet's internet traffic through a NAT gateway of its own zone. For a way that leads through one of another zone. */
export function localNatRemedy(account: AccountView, subnet: Subnet, egress: Egress): Remedy {
  const { routeTableId, destination, natGatewayIds } = egress;
  // Of a split default route only one part is told.
  const what = natGatewayIds.length === 1 ? destination : 'all of the internet';
  const nat = localNat(account, subnet);
  const place = publicSubnetIn(account, subnet) ?? `a public subnet in ${subnet.zoneId}`;
  const target = nat ? `${nat.id}, which is in ${subnet.zoneId}` : `a new NAT gateway in ${place}`;
  if (!servesOneZone(account, subnet)) {
    return { text: `Give ${subnet.id} a route table of its own zone, which routes ${what} to ${target}.` };
  }
  const text = `Route ${what} in ${routeTableId} to ${target}.`;
  if (!nat || !/^[\d.]+\/\d+$/.test(what)) return { text };
  const words = ['ec2', 'replace-route', '--route-table-id', routeTableId, '--destination-cidr-block', destination];
  return { text, command: [...words, '--nat-gateway-id', nat.id] };
}

function localNat(account: AccountView, subnet: Subnet): NatGateway | undefined {
  const nat = workingNatFor(account, subnet);
  const where = attempt(() => (nat?.subnetId === undefined ? undefined : account.subnets.find(nat.subnetId)?.zoneId));
  return where === subnet.zoneId ? nat : undefined;
}

/** Whether a change of the subnet's route table concerns subnets of its own zone alone. */
function servesOneZone(account: AccountView, subnet: Subnet): boolean {
  const answer = attempt(() => {
    const { table, main } = effectiveRouteTable(account, subnet);
    return !main && table.subnetIds.every((id) => account.subnets.find(id)?.zoneId === subnet.zoneId);
  });
  return answer === true;
}

function publicSubnetIn(account: AccountView, { vpcId, zoneId }: Subnet): string | undefined {
  const found = attempt(() =>
    account.subnets
      .inVpc(vpcId)
      .find(
        (other) => other.zoneId === zoneId && isPublicByDoc(account, other) && egress4(account, other).kind === 'IGW',
      ),
  );
  return found instanceof NotObserved ? undefined : found?.id;
}
