import type { SubnetAddresses } from '../../engine/report.ts';
import { type AddressParts, type AddressPool, addressParts, addressPools, byZone } from '../digest/address-bars.ts';
import { type Html, html, nothing } from './markup.ts';
import { idList } from './parts.ts';

/** A bar for each subnet by zone, with the numbers in words beside it. */
export function addressesPart(subnets: readonly SubnetAddresses[]): Html {
  if (subnets.length === 0) return nothing;
  const pools = addressPools(subnets);
  return html`
<section class="addresses">
  <h3>IPv4 addresses</h3>
  <p class="legend"><span class="swatch used"></span> used <span class="swatch needed"></span> free, needed when node groups reach their maximum
    <span class="swatch spare"></span> free</p>
  ${[...byZone(subnets)].map(([zone, members]) => zonePart(zone, members, pools))}
  ${pools.map(poolLine)}
</section>`;
}

const zonePart = (zone: string, subnets: readonly SubnetAddresses[], pools: readonly AddressPool[]): Html => html`
  <h4>${zone}</h4>
  <ul class="bars">${subnets.map((subnet) => subnetRow(subnet, pools))}</ul>`;

function subnetRow(subnet: SubnetAddresses, pools: readonly AddressPool[]): Html {
  const parts = addressParts(subnet, pools);
  return html`
    <li><span class="subnet"><b>${subnet.id}</b> <span class="muted">${subnet.cidr ?? ''}</span></span>
      ${parts ? bar(parts) : html`<span class="bar unknown"></span>`}
      <span class="numbers">${parts ? numbers(subnet, parts) : 'not known'}</span></li>`;
}

function numbers({ free, usable }: SubnetAddresses, { needed }: AddressParts): string {
  const growth = needed > 0 ? `, ${needed} needed` : '';
  return `${free ?? 0} of ${usable ?? 0} free${growth}`;
}

/** The text beside it says the same. */
function bar({ used, needed, spare }: AddressParts): Html {
  const all = Math.max(1, used + needed + spare);
  const share = (part: number) => Number(((part / all) * 100).toFixed(2));
  return html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"
        ><rect class="spare" width="100" height="10"/><rect class="used" width="${share(used)}" height="10"
        /><rect class="needed" x="${share(used)}" width="${share(needed)}" height="10"/></svg>`;
}

function poolLine({ subnetIds, free, needed }: AddressPool): Html {
  if (needed === 0) return nothing;
  const short = needed - free;
  const end = short > 0 ? html`<strong class="short">${short} too few</strong>` : html`${free - needed} to spare`;
  return html`
  <p class="pool">To reach their maximum sizes the node groups in ${idList(subnetIds)} need ${needed} more addresses; ${free} are free: ${end}.</p>`;
}
