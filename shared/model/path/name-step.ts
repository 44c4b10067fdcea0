import { vpcDnsAttributes, vpcDnsCause } from '../endpoint-faults.ts';
import { vpcDnsRemedy } from '../endpoint-remedies.ts';
import { undecidable } from '../snapshot/known.ts';
import { findObserved } from '../view/observing.ts';
import type { Subnet, Vpc } from '../view/records.ts';
import { NotObserved } from '../view/reveal.ts';
import type { AccountView } from '../view/views.ts';
import type { Decision, Step } from './walk.ts';

export function vpcOf({ vpcs }: AccountView, vpcId: string): Vpc {
  const vpc = vpcs.find(vpcId);
  if (vpc) return vpc;
  throw new NotObserved('vpcs', vpcId, undecidable('the VPC of the subnet was not found'));
}

/**
 * Whether a name is resolved from the subnet, and to what. Private names need both DNS attributes of the VPC, others its resolver.
 */
export const nameStep = (
  account: AccountView,
  { id, vpcId }: Subnet,
  name: string,
  leadsTo: string,
  isPrivate: boolean,
): Step => ({
  heading: 'forward',
  kind: 'name',
  at: id,
  decide: (): Decision => {
    const vpc = vpcOf(account, vpcId);
    const needed = isPrivate
      ? vpcDnsAttributes
      : vpcDnsAttributes.filter((attribute) => attribute === 'enableDnsSupport');
    const off = findObserved(needed, (attribute) => !vpc[attribute]);
    if (off === undefined) return { component: vpcId, decidedBy: '', says: `${name} resolves to ${leadsTo}` };
    const remedy = vpcDnsRemedy(vpcId, off);
    return {
      component: vpcId,
      decidedBy: off,
      says: `${name} is not resolved: ${off} of ${vpcId} is off`,
      stops: { part: [], needed: remedy.text, cause: vpcDnsCause(vpc, off), remedy },
    };
  },
});
