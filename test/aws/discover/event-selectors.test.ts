import type { AdvancedFieldSelector, EventSelector } from '@aws-sdk/client-cloudtrail';
import { describe, expect, it } from '@jest/globals';
import { logsChanges } from '../../../shared/aws/discover/event-selectors.ts';

describe('event selectors', () => {
  const basic = (selector: EventSelector) => ({ EventSelectors: [selector] });
  it.each([
    [{ IncludeManagementEvents: true, ReadWriteType: 'All' } as const, true],
    [{ IncludeManagementEvents: true, ReadWriteType: 'WriteOnly' } as const, true],
    [{ IncludeManagementEvents: true, ReadWriteType: 'ReadOnly' } as const, false],
    [{ IncludeManagementEvents: false, ReadWriteType: 'All' } as const, false],
    [{ IncludeManagementEvents: true, ExcludeManagementEventSources: ['kms.amazonaws.com'] }, true],
    [{ IncludeManagementEvents: true, ExcludeManagementEventSources: ['ec2.amazonaws.com'] }, false],
  ])('log what changes networks or not: %j %s', (selector, logs) => {
    expect(logsChanges(basic(selector))).toBe(logs);
  });

  const advanced = (...FieldSelectors: AdvancedFieldSelector[]) => ({ AdvancedEventSelectors: [{ FieldSelectors }] });
  const management = { Field: 'eventCategory', Equals: ['Management'] };
  it.each([
    [advanced(management), true],
    [advanced({ Field: 'eventCategory', Equals: ['Data'] }), false],
    [advanced(management, { Field: 'readOnly', Equals: ['false'] }), true],
    [advanced(management, { Field: 'readOnly', Equals: ['true'] }), false],
    [advanced(management, { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] }), true],
    [advanced(management, { Field: 'eventSource', NotEquals: ['eks.amazonaws.com'] }), false],
    [advanced(management, { Field: 'eventSource', Equals: ['ec2.amazonaws.com', 'eks.amazonaws.com'] }), true],
    [advanced(management, { Field: 'eventSource', Equals: ['ec2.amazonaws.com'] }), false],
    [advanced(management, { Field: 'eventName', Equals: ['DeleteRoute'] }), false],
    [{}, false],
  ])('of the advanced kind too: %j %s', (selectors, logs) => {
    expect(logsChanges(selectors)).toBe(logs);
  });
});
