import * as z from 'zod';
import { isCidr } from '../cidr.ts';
import { known } from './known.ts';

/** A CIDR block, IPv4 or IPv6; host bits are tolerated and ignored. */
export const cidrText = z.string().refine(isCidr, { error: 'is not a CIDR block' });
export const idText = z.string().min(1);
export const timeText = z.iso.datetime({ offset: true });
export const knownIds = known(z.array(known(idText)));
export const tagsSchema = known(z.record(z.string(), z.string()));
