import * as z from 'zod';
import { eventNames } from './event-names.ts';
import { namedResources } from './named-resources.ts';

const calls = z.object({
  eventID: z.string().max(64),
  eventName: z.string().max(128),
  eventTime: z.iso.datetime({ offset: true }),
  errorCode: z.string().optional(),
  requestParameters: z.unknown(),
  responseElements: z.unknown(),
});

/** A management event of CloudTrail as EventBridge delivers it. */
export const changeEventSchema = z.object({
  source: z.string().max(64),
  'detail-type': z.literal('AWS API Call via CloudTrail'),
  account: z.string().regex(/^\d{12}$/),
  region: z.string().regex(/^[a-z0-9-]{1,32}$/),
  detail: calls,
});
export type ChangeEvent = z.output<typeof changeEventSchema>;

/** What somebody may have changed. A hint: whether anything is different is for AWS to say. */
export interface Change {
  /** CloudTrail's id of the call, the same in every delivery. */
  readonly eventId: string;
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** When the call was made, as `Date.toISOString` writes it. */
  readonly time: string;
  /** Clusters that are named as such. */
  readonly clusters: readonly string[];
  /** Ids of resources, without those of VPCs. */
  readonly resources: readonly string[];
  /** The VPCs that are meant when none of the resources is known. */
  readonly vpcs: readonly string[];
}

/** What an event names, or undefined when it changes nothing that matters. Throws a RangeError when it names too much. */
export function changeOf({ source, account, region, detail }: ChangeEvent): Change | undefined {
  const prefixes = eventNames.get(source)?.get(detail.eventName);
  if (prefixes === undefined || detail.errorCode !== undefined) return undefined;
  const named = namedResources([detail.requestParameters, detail.responseElements], prefixes);
  const [vpcs, resources] = [true, false].map((isVpc) => named.filter((id) => id.startsWith('vpc-') === isVpc));
  const clusters = source === 'aws.eks' ? clustersIn(detail.requestParameters) : [];
  if (named.length + clusters.length === 0) return undefined;
  return {
    eventId: detail.eventID,
    name: detail.eventName,
    account,
    region,
    time: new Date(detail.eventTime).toISOString(),
    clusters,
    resources: resources ?? [],
    vpcs: vpcs ?? [],
  };
}

const clusterName = z
  .string()
  .regex(/^[0-9A-Za-z][\w-]{0,99}$/)
  .optional()
  .catch(undefined);

/** In every call of EKS `name` is the cluster's; older records have `clusterName`; those about tags have an ARN. */
const eksParameters = z
  .object({ name: clusterName, clusterName, resourceArn: z.string().optional().catch(undefined) })
  .catch({});

function clustersIn(requestParameters: unknown): readonly string[] {
  const { name, clusterName: olderName, resourceArn } = eksParameters.parse(requestParameters);
  const inArn = /^arn:[a-z-]+:eks:[^:]*:\d*:(?:cluster|nodegroup|fargateprofile|addon)\/([\w-]{1,100})(?:\/|$)/;
  const found = name ?? olderName ?? inArn.exec(resourceArn ?? '')?.[1];
  return found === undefined ? [] : [found];
}
