import * as z from 'zod';
import { known } from './known.ts';
import { idText } from './text.ts';

export const iamRoleSchema = z.object({
  /** The role's ARN, path included. */
  id: idText,
  attachedPolicyArns: known(z.array(z.string())),
  inlinePolicyNames: known(z.array(z.string())),
  /** Services that the trust policy lets assume the role, for example `ec2.amazonaws.com`. */
  trustedServices: known(z.array(z.string())),
});
export type IamRoleRecord = z.output<typeof iamRoleSchema>;

export const serviceQuotaSchema = z.object({
  /** Service and quota code, for example `vpc/L-0EA8095F`. */
  id: idText,
  /** The value applied to this account and Region. */
  value: known(z.number()),
});
export type ServiceQuotaRecord = z.output<typeof serviceQuotaSchema>;
