import { dynamoRetirement } from '../../shared/aws/remember/retirement.ts';
import { environment } from './environment.ts';

/** Once the service is retired, its function answers this and does nothing more. */
export function silentOnceRetired<Answer>(answer: Answer) {
  const { TABLE_NAME } = environment('TABLE_NAME');
  const retirement = dynamoRetirement(TABLE_NAME);
  return { before: async () => ((await retirement.since()) === undefined ? undefined : answer) };
}
