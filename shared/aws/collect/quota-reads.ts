import { GetServiceQuotaCommand, type ServiceQuota, ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { isUnobserved, type Listing, unread } from '../../model/snapshot/known.ts';
import { quotasInUse } from '../shapes/service-quotas.ts';
import { gone, observeOrGone } from './observe.ts';
import type { Session } from './session.ts';

const action = 'servicequotas:GetServiceQuota';

/** The quotas that rules ask about, with the values applied to the account in the Region. */
export async function readServiceQuotas(session: Session): Promise<Listing<ServiceQuota>> {
  const client = session.open('servicequotas', (settings) => new ServiceQuotasClient(settings));
  const read = async (input: (typeof quotasInUse)[number]) => {
    const quota = await observeOrGone(session, action, async () => {
      const { Quota } = await client.send(new GetServiceQuotaCommand(input), session.options);
      if (!Quota) throw new Error('AWS answered without the quota');
      return Quota;
    });
    const of = `${input.ServiceCode}/${input.QuotaCode}`;
    if (quota === gone) return { ...unread(`${action} knows no value applied to this account`, action), of };
    return isUnobserved(quota) ? { ...quota, of } : quota;
  };
  return Promise.all(quotasInUse.map(read));
}
