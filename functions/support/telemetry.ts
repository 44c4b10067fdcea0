import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';

/** No dimension but the service's name: every further one is billed as a metric of its own. */
export const metrics = new Metrics({ namespace: 'Plumbline', serviceName: 'plumbline' });
export const logger = new Logger({ serviceName: 'plumbline' });
