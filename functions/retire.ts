import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import * as z from 'zod';
import { distinctPlaces } from '../shared/app/place.ts';
import { type RetireOutcome, retire } from '../shared/app/retire/retire.ts';
import { askingConfig } from '../shared/aws/publish/config-rule.ts';
import { dynamoConfigMemory, dynamoMemory, dynamoRetirement, dynamoWatchList } from '../shared/aws/remember/index.ts';
import { announcePorts } from './support/announce-ports.ts';
import { environment } from './support/environment.ts';
import { homeOf } from './support/home.ts';
import { logger } from './support/telemetry.ts';

const env = environment('TABLE_NAME', 'DRY_RUN', 'CONFIG_RULE', 'CONFIG_RULE_ID');
const memory = dynamoMemory(env.TABLE_NAME);
const retirement = dynamoRetirement(env.TABLE_NAME);
const watchList = dynamoWatchList(env.TABLE_NAME);
const configMemory = dynamoConfigMemory(env.TABLE_NAME);
const ask = askingConfig(env.CONFIG_RULE);
const tellers = announcePorts();

const request = z.object({ undo: z.boolean().default(false) }).nullable();

/** Whoever removes the service calls it until nothing is left; `{"undo": true}` has the service work again. */
export const handler = middy<unknown, RetireOutcome | { readonly undone: true }>()
  .use([injectLambdaContext(logger)])
  .handler(async (event, context) => {
    if (request.parse(event)?.undo) {
      await retirement.undo();
      return { undone: true };
    }
    if (env.DRY_RUN) throw new Error('With dryRun=true nobody may be told anything, and so nothing can be taken back.');
    const home = homeOf(context);
    const rule = { ...home, id: env.CONFIG_RULE_ID };
    const standing = async () =>
      (await configMemory.allPut(rule)).filter(({ complianceType }) => complianceType !== 'NOT_APPLICABLE').length;
    const close = tellers.close(context);
    const outcome = await retire({
      retirement,
      memory,
      places: async () => distinctPlaces([home, ...(await watchList.all())]),
      announceAt: (place) => tellers.at(context, place),
      ...(env.CONFIG_RULE === '' ? {} : { config: { ask, standing } }),
      ...(close === undefined ? {} : { close }),
      now: () => new Date(),
    });
    logger.info('Retired.', { ...outcome });
    return outcome;
  });
