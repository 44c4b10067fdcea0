import { eventNames } from '../shared/app/events/event-names.ts';

const tagging = ['CreateTags', 'DeleteTags'];

const pattern = (source: string, eventName: readonly string[], requestParameters?: object) => ({
  source: [source],
  'detail-type': ['AWS API Call via CloudTrail'],
  detail: { eventName, errorCode: [{ exists: false }], ...(requestParameters ? { requestParameters } : {}) },
});

/** The patterns of the EventBridge rules: the events of the allow-list that did not fail; tags of subnets, VPCs, groups and tables alone. */
export function eventPatterns() {
  const namesOf = (source: string) => [...(eventNames.get(source)?.keys() ?? [])];
  const taggable = eventNames.get('aws.ec2')?.get('CreateTags') ?? [];
  return {
    network: pattern(
      'aws.ec2',
      namesOf('aws.ec2').filter((name) => !tagging.includes(name)),
    ),
    tags: pattern('aws.ec2', tagging, {
      resourcesSet: { items: { resourceId: taggable.map((prefix) => ({ prefix: `${prefix}-` })) } },
    }),
    clusters: pattern('aws.eks', namesOf('aws.eks')),
  };
}
