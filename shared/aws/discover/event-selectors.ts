import type { AdvancedFieldSelector, GetEventSelectorsResponse } from '@aws-sdk/client-cloudtrail';

/** Those that tell of changes of networks and clusters. */
const sources = ['ec2.amazonaws.com', 'eks.amazonaws.com'];

/**
 * Whether a trail with these selectors logs calls that change networks and clusters: management events that write.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html
 */
export function logsChanges({ EventSelectors = [], AdvancedEventSelectors = [] }: GetEventSelectorsResponse): boolean {
  const isSelected = EventSelectors.some(
    ({ IncludeManagementEvents, ReadWriteType, ExcludeManagementEventSources: excluded = [] }) =>
      IncludeManagementEvents === true &&
      ReadWriteType !== 'ReadOnly' &&
      !excluded.some((source) => sources.includes(source)),
  );
  return isSelected || AdvancedEventSelectors.some(({ FieldSelectors = [] }) => selectsChanges(FieldSelectors));
}

function selectsChanges(fields: readonly AdvancedFieldSelector[]): boolean {
  const of = (name: string) => fields.filter(({ Field }) => Field === name);
  const isManagement = of('eventCategory').some(({ Equals = [] }) => Equals.includes('Management'));
  const isReadOnly = of('readOnly').some(({ Equals = [] }) => Equals.length > 0 && !Equals.includes('false'));
  // A selector of other fields may leave out what matters: it is not taken for one that logs it.
  const known = ['eventCategory', 'readOnly', 'eventSource'];
  const isNarrow = fields.some(({ Field = '' }) => !known.includes(Field));
  return isManagement && !isReadOnly && !isNarrow && of('eventSource').every(takesOurs);
}

const takesOurs = ({ Equals = [], NotEquals = [] }: AdvancedFieldSelector): boolean =>
  (Equals.length === 0 || sources.every((source) => Equals.includes(source))) &&
  !sources.some((source) => NotEquals.includes(source));
