import type { ServiceQuota } from '@aws-sdk/client-service-quotas';
import type { ServiceQuotaRecord } from '../../model/snapshot/identity.ts';
import { type Answer, given, identified } from './answer.ts';

/** The quotas that are read: inbound or outbound rules per security group. */
export const quotasInUse = [{ ServiceCode: 'vpc', QuotaCode: 'L-0EA8095F' }] as const;

export const serviceQuotaOf = ({ ServiceCode, QuotaCode, Value }: Answer<ServiceQuota>): ServiceQuotaRecord => ({
  id: `${identified(ServiceCode, 'ServiceCode')}/${identified(QuotaCode, 'QuotaCode')}`,
  value: given(Value, 'Value'),
});
