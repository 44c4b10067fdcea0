import * as z from 'zod';
import { type AddressAssumptions, defaultAssumptions, headroomModels } from '../model/address-demand.ts';
import { hybridGatewayKinds } from '../model/hybrid-gateways.ts';
import { remembered } from '../model/view/memo.ts';

/** Parameters that several rules share; set once under `parameters.common`. Spread what a rule needs into its own schema. */

const headroomParameters = {
  headroomModel: z
    .enum(headroomModels)
    .default(defaultAssumptions.headroomModel)
    .describe(
      'How busy nodes are taken to be: one pod each (`warm-eni-floor`), as many as declared (`expected`), or as many as fit (`max`).',
    ),
  podsPerNode: z
    .int()
    .min(0)
    .optional()
    .describe('Pods per node for the model `expected`, in place of what each cluster declares.'),
};

const zoneSkewParameter = {
  azSkew: z
    .enum(['balanced', 'worst'])
    .default(defaultAssumptions.azSkew)
    .describe('Whether a group spreads evenly over its zones or may land in one of them altogether.'),
};

const reserveParameters = {
  safetyPct: z
    .number()
    .min(0)
    .default(defaultAssumptions.safetyPct)
    .describe('Margin on top of the demand, in per cent.'),
  lbReserve: z
    .int()
    .min(0)
    .default(defaultAssumptions.lbReserve)
    .describe('Addresses for each subnet tagged for load balancers that hosts none yet.'),
  cpReserve: z
    .int()
    .min(0)
    .default(defaultAssumptions.cpReserve)
    .describe('Addresses for an update of the control plane, where its subnets host nodes.'),
  extraDemand: z
    .int()
    .min(0)
    .default(defaultAssumptions.extraDemand)
    .describe('Further addresses to keep free for other things in each pool of subnets.'),
};

export const trustTransitEgress = z
  .boolean()
  .default(true)
  .describe(
    'Whether a default route to a transit gateway, VPN, core network or firewall appliance counts as a way to the internet; AWS does not show what lies behind it.',
  );

export const gateways = z
  .array(z.enum(hybridGatewayKinds))
  .default([...hybridGatewayKinds])
  .describe('Kinds of route targets that may lead on premises.');

/** The room that a security group's rules have. */
export const ruleQuotaParameters = {
  quota: z
    .int()
    .min(1)
    .default(60)
    .describe(
      'Rules of a security group for each direction and address family (Service Quotas L-0EA8095F), where the account’s own quota was not read.',
    ),
  warnRemaining: z.int().min(0).default(10).describe('Fewest further rules that have to fit.'),
};

/** All that the address demand assumes. */
export const addressAssumptionsSchema = z.strictObject({
  ...headroomParameters,
  ...zoneSkewParameter,
  ...reserveParameters,
});

/** What the demand of nodes assumes, where no reserves for other things are asked for. */
export const headroomSchema = z.strictObject({ ...headroomParameters, ...zoneSkewParameter });

/** The same object for the same parameters, so that plans are made once. */
export const withDefaultReserves = remembered(
  (parameters: z.output<typeof headroomSchema>): AddressAssumptions => ({ ...defaultAssumptions, ...parameters }),
);
