import { clusterKinds } from './cluster-kinds.ts';
import { computeKinds } from './compute-kinds.ts';
import { gatewayKinds } from './gateway-kinds.ts';
import type { Kind } from './kind.ts';
import { networkKinds } from './network-kinds.ts';
import { surroundingKinds } from './surrounding-kinds.ts';

const all = { ...clusterKinds, ...networkKinds, ...gatewayKinds, ...computeKinds, ...surroundingKinds };

/** The member that an output is recognised by. */
export type Member = keyof typeof all;

export const kinds = Object.keys(all) as readonly Member[];

export const kindOf = (member: Member): Kind => all[member];
