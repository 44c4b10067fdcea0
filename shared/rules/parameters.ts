import * as z from 'zod';

/** Parameters that rules of several families have. Set under `common`, they mean the same in each. */

export const trustTransitEgress = z
  .boolean()
  .default(true)
  .describe(
    'Whether a default route to a transit gateway, VPN, core network or firewall appliance counts as a way to the internet; AWS does not show what lies behind it.',
  );
