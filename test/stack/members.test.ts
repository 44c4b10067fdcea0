import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { type PackagedStack, packageStack } from '../support/packaged-stack.ts';

let stack: PackagedStack;
beforeAll(() => {
  stack = packageStack({
    accounts: 'organization',
    organizationId: 'o-a1b2c3d4e5',
    organizationalUnits: 'ou-ab12-products1',
    accountTags: '!plumbline=off',
    regions: 'discover',
    aggregator: 'everybody',
    readRole: 'network/reader',
    externalId: 'secret-enough',
  });
}, 120_000);
afterAll(() => stack.remove());

const policies = z.object({
  Policies: z.array(z.object({ PolicyDocument: z.object({ Statement: z.array(z.json()) }) })),
});
const choice = z.object({
  'Fn::If': z.tuple([z.string(), z.object({ Action: z.json(), Resource: z.json() }), z.json()]),
});

/** The statements of a role that hold only under a condition, without the key's. */
const conditional = (name: string) =>
  policies
    .parse(stack.template.Resources[name]?.Properties)
    .Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .flatMap((statement) => {
      const { success, data } = choice.safeParse(statement);
      return success && data['Fn::If'][0] !== 'HasKey' ? [data['Fn::If']] : [];
    })
    .map(([condition, { Action, Resource }]) => ({ condition, Action, Resource }));

const member = (name: string) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:iam::*:role/${name}` });
const assumes = (Resource: z.core.util.JSONType) => ({ condition: 'HasMembers', Action: 'sts:AssumeRole', Resource });

describe('the stack of an organisation', () => {
  it('has nothing that cfn-lint minds', () => {
    const args = [stack.file, '--regions', 'us-east-1', '--ignore-checks', 'W3005'];
    expect(execFileSync('.venv/bin/cfn-lint', args, { stdio: 'pipe' }).toString()).toBe('');
  }, 60_000);

  it('lets each function assume the roles of these names that it needs, where there are members', () => {
    const reader = member('network/reader');
    const reporter = member('plumbline-report');
    for (const name of ['CheckClusterRole', 'CheckSweptRole']) expect(conditional(name)).toEqual([assumes(reader)]);
    expect(conditional('AnnounceRole')).toEqual([assumes(reporter)]);
    expect(conditional('ConfigRuleRole')).toEqual([assumes([reader, reporter])]);
    const conditions = conditional('SweepRole').map(({ condition }) => condition);
    expect(conditions).toEqual(['HasMembers', 'HasOrganization', 'HasOrganization', 'HasAggregator']);
  });

  it('takes events from the forwarding roles of the organisation, and from nobody else', () => {
    const { ChangesQueuePolicy: queue, MembersBusPolicy: bus } = stack.template.Resources;
    const fromMembers = {
      StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
      ArnLike: { 'aws:PrincipalArn': member('plumbline-forward') },
    };
    expect(bus?.Properties.Statement).toMatchObject({ Action: 'events:PutEvents', Condition: fromMembers });
    expect(queue?.Properties.PolicyDocument).toMatchObject({
      Statement: [
        { Principal: { Service: 'events.amazonaws.com' } },
        { 'Fn::If': ['HasForwarders', { Action: 'sqs:SendMessage', Condition: fromMembers }, { Ref: 'AWS::NoValue' }] },
      ],
    });
  });

  it('reads its own account in every Region', () => {
    const text = JSON.stringify(stack.template.Resources.CheckClusterRole);
    expect(text).toContain(`arn:\${AWS::Partition}:eks:*:\${AWS::AccountId}:cluster/*`);
  });

  it('tells the functions whom to watch, and by which roles', () => {
    const variablesOf = (name: string) => stack.template.Resources[name]?.Properties.Environment;
    expect(variablesOf('CheckDashclusterLambdaFunction')).toMatchObject({
      Variables: { WATCHES: 'list', READ_ROLE: 'network/reader', EXTERNAL_ID: 'secret-enough' },
    });
    expect(variablesOf('SweepLambdaFunction')).toMatchObject({
      Variables: {
        ACCOUNTS: 'organization',
        REGIONS: 'discover',
        AGGREGATOR: 'everybody',
        ACCOUNT_TAGS: '!plumbline=off',
      },
    });
  });
});
