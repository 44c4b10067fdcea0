import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import * as z from 'zod';
import { functionBundle } from '../../scripts/function-bundle.ts';
import { type PackagedStack, packageStack } from '../support/packaged-stack.ts';
import { actionsIn, reachableActions } from '../support/reachable-actions.ts';

let stack: PackagedStack;
beforeAll(() => {
  stack = packageStack();
}, 120_000);
afterAll(() => stack.remove());

const resourcesOf = (type: string) => Object.entries(stack.template.Resources).filter(([, { Type }]) => Type === type);

const statement = z.object({ Action: z.union([z.string(), z.array(z.string())]), Resource: z.json() });
const choice = z.object({ 'Fn::If': z.tuple([z.string(), statement, z.json()]) }).transform((one) => one['Fn::If'][1]);
const role = z.object({
  Policies: z.array(z.object({ PolicyDocument: z.object({ Statement: z.array(z.union([statement, choice])) }) })),
});
const lambda = z.object({
  Handler: z.string(),
  Role: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }),
});

const widget = z.object({ properties: z.object({ metrics: z.array(z.array(z.json())) }) });

const statementsOf = (name: string) =>
  role
    .parse(stack.template.Resources[name]?.Properties)
    .Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);

/** What Lambda needs for itself: its logs and traces, its source's messages, and the key they are encrypted with. */
const forLambda = [
  'kms:Decrypt',
  'kms:GenerateDataKey',
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'sqs:ReceiveMessage',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];

const alarmOf = (queue: string): string => `${queue}Alarm`;

describe('the packaged template', () => {
  it('has nothing that cfn-lint minds but what serverless adds itself', () => {
    const lint = () =>
      execFileSync('.venv/bin/cfn-lint', [stack.file, '--regions', 'us-east-1', '--ignore-checks', 'W3005'], {
        stdio: 'pipe',
      });
    expect(lint().toString()).toBe('');
  });

  it('has a role of its own for each function', () => {
    const roles = resourcesOf('AWS::Lambda::Function').map(
      ([, { Properties }]) => lambda.parse(Properties).Role['Fn::GetAtt'][0],
    );
    expect(new Set(roles).size).toBe(roles.length);
    expect(roles.sort()).toEqual(
      resourcesOf('AWS::IAM::Role')
        .map(([name]) => name)
        .sort(),
    );
  });

  it('allows each function exactly what its code calls', async () => {
    for (const [name, { Properties }] of resourcesOf('AWS::Lambda::Function')) {
      const { Handler, Role } = lambda.parse(Properties);
      const source = `${Handler.replace(/\.handler$/, '')}.ts`;
      expect(existsSync(source)).toBe(true);
      const allowed = statementsOf(Role['Fn::GetAtt'][0]).flatMap(({ Action }) => Action);
      const called = await reachableActions(source);
      expect({ name, allowed: allowed.filter((action) => !forLambda.includes(action)).sort() }).toEqual({
        name,
        allowed: called,
      });
    }
  }, 60_000);

  it('allows everything only where AWS knows no resource', () => {
    const unlimited =
      /^(ec2:(Describe|GetSubnetCidrReservations)|autoscaling:Describe|elasticloadbalancing:Describe|sts:GetCallerIdentity|organizations:ListAccounts$|eks:ListClusters|route53:ListHostedZones|servicequotas:GetServiceQuota$|xray:Put(TraceSegments|TelemetryRecords)$|config:(BatchGetResourceConfig|PutEvaluations)$|cloudtrail:DescribeTrails)/;
    for (const [name] of resourcesOf('AWS::IAM::Role')) {
      const open = statementsOf(name).filter(({ Resource }) => Resource === '*');
      expect(open.flatMap(({ Action }) => Action).filter((action) => !unlimited.test(action))).toEqual([]);
    }
  });

  it('names every action, and lets nobody outside send, publish or invoke', () => {
    for (const [name] of resourcesOf('AWS::IAM::Role')) {
      expect(
        statementsOf(name)
          .flatMap(({ Action }) => Action)
          .filter((action) => action.includes('*')),
      ).toEqual([]);
    }
    const policies = ['AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy', 'AWS::Lambda::Permission'].flatMap(resourcesOf);
    expect(policies.length).toBeGreaterThan(2);
    const open = /"Principal":("\*"|\{"AWS":"\*"\})(?!.*"Condition")/;
    for (const [, { Properties }] of policies) expect(JSON.stringify(Properties)).not.toMatch(open);
  });

  it('limits workers on the mappings and reserves no concurrency', () => {
    const mappings = resourcesOf('AWS::Lambda::EventSourceMapping');
    expect(mappings.length).toBeGreaterThanOrEqual(2);
    for (const [, { Properties }] of mappings) {
      expect(Properties).toMatchObject({
        ScalingConfig: { MaximumConcurrency: expect.any(Number) },
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      });
    }
    for (const [, { Properties }] of resourcesOf('AWS::Lambda::Function'))
      expect(Properties).not.toHaveProperty('ReservedConcurrentExecutions');
  });

  it('has an alarm and a redrive for every queue, and keeps the table', () => {
    const queues = resourcesOf('AWS::SQS::Queue').map(([name]) => name);
    const work = queues.filter((name) => !name.endsWith('DeadLetters'));
    expect(queues.filter((name) => name.endsWith('DeadLetters')).sort()).toEqual(
      [...work.map((name) => name.replace(/Queue$/, 'DeadLetters')), 'ConfigRuleDeadLetters'].sort(),
    );
    const alarms = resourcesOf('AWS::CloudWatch::Alarm').map(([name]) => name);
    expect(alarms).toEqual(expect.arrayContaining(queues.filter((name) => name.endsWith('DeadLetters')).map(alarmOf)));
    expect(stack.template.Resources.FindingsTable).toMatchObject({ Type: 'AWS::DynamoDB::Table' });
  });

  it('has alarms that docs/operations.md explains, and no others there, each sent to the topic for alarms', () => {
    const [, section = ''] = /^## Alarms$([\s\S]*?)^## /m.exec(readFileSync('docs/operations.md', 'utf8')) ?? [];
    const headings = [...section.matchAll(/^### (.+)$/gm)].map(([, name]) => name);
    const alarms = resourcesOf('AWS::CloudWatch::Alarm');
    expect(headings.toSorted()).toEqual(alarms.map(([name]) => name).toSorted());
    for (const [, { Properties }] of alarms) {
      expect(Properties).toMatchObject({
        AlarmDescription: expect.stringContaining('docs/operations.md'),
        AlarmActions: { 'Fn::If': ['HasAlarmTopic', [{ Ref: 'AlarmTopicArn' }], { Ref: 'AWS::NoValue' }] },
        TreatMissingData: 'notBreaching',
      });
    }
  });

  it('has a dashboard of metrics that the functions count, and of queues that are there', () => {
    const dashboard = z
      .object({ DashboardBody: z.object({ 'Fn::Sub': z.tuple([z.string(), z.record(z.string(), z.json())]) }) })
      .parse(stack.template.Resources.Dashboard?.Properties);
    const [body, values] = dashboard.DashboardBody['Fn::Sub'];
    const { widgets } = z.object({ widgets: z.array(widget) }).parse(JSON.parse(body));
    const metrics = widgets.flatMap(({ properties }) => properties.metrics);
    const counted = readdirSync('functions')
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => [...readFileSync(`functions/${name}`, 'utf8').matchAll(/addMetric\(\s*'(\w+)'/g)])
      .map(([, name]) => name);
    const ours = [
      ...metrics.filter(([namespace]) => namespace === 'Plumbline').map(([, name]) => name),
      ...resourcesOf('AWS::CloudWatch::Alarm').flatMap(([, { Properties }]) =>
        Properties.Namespace === 'Plumbline' ? String(Properties.MetricName) : [],
      ),
    ];
    expect(ours.filter((name) => !counted.includes(String(name)))).toEqual([]);
    const placeholders = [...body.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name);
    expect(new Set(placeholders)).toEqual(new Set(Object.keys(values)));
    expect(JSON.stringify(values)).not.toContain('undefined');
  });

  it('has a digest that is due when the parameters say so', () => {
    const { DigestSchedule: rule } = stack.template.Resources;
    expect(rule?.Properties).toMatchObject({
      ScheduleExpression: 'cron(0 7 ? * MON *)',
      Targets: [{ Arn: { 'Fn::GetAtt': ['AnnounceQueue', 'Arn'] } }],
    });
  });

  it('has a Config rule that asks on changes, on large ones and daily, and whose failures are kept', () => {
    const { NetworksAreFitForEks: rule, ConfigRuleFailures: failures } = stack.template.Resources;
    expect(rule?.Properties).toMatchObject({
      InputParameters: { networkInterfaces: { Ref: 'ConfigRuleInterfaces' } },
      Source: {
        SourceDetails: [
          { MessageType: 'ConfigurationItemChangeNotification' },
          { MessageType: 'OversizedConfigurationItemChangeNotification' },
          { MessageType: 'ScheduledNotification', MaximumExecutionFrequency: 'TwentyFour_Hours' },
        ],
      },
    });
    const destination = { 'Fn::GetAtt': ['ConfigRuleDeadLetters', 'Arn'] };
    expect(failures?.Properties).toMatchObject({ DestinationConfig: { OnFailure: { Destination: destination } } });
  });

  it('has event patterns that EventBridge takes', () => {
    const rules = resourcesOf('AWS::Events::Rule').flatMap(([, { Properties }]) => Properties.EventPattern ?? []);
    expect(rules).toHaveLength(4);
    for (const pattern of rules) expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(4_096);
  });

  it('has every function of the folder', () => {
    const handlers = resourcesOf('AWS::Lambda::Function').map(([, { Properties }]) => lambda.parse(Properties).Handler);
    const sources = readdirSync('functions').filter((name) => name.endsWith('.ts'));
    expect([...new Set(handlers)].sort()).toEqual(
      sources.map((name) => `functions/${name.replace(/\.ts$/, '')}.handler`).sort(),
    );
  });
});

describe('the bundles', () => {
  it('are made by serverless as by scripts/function-bundle.ts', () => {
    const { custom } = z
      .object({ custom: z.object({ esbuild: z.record(z.string(), z.json()) }) })
      .parse(parse(readFileSync('serverless.yml', 'utf8'), { logLevel: 'silent' }));
    const { plugins: _, ...settings } = functionBundle;
    expect(custom.esbuild).toMatchObject(settings);
  });
});

describe('the actions of a source', () => {
  it('are those of its commands and paginators, by client', () => {
    const source = `
      import { type Cluster, DescribeClusterCommand, EKSClient } from '@aws-sdk/client-eks';
      import {
        DescribeAutoScalingGroupsCommand,
      } from '@aws-sdk/client-auto-scaling';
      import { paginateQuery } from '@aws-sdk/client-dynamodb';`;
    expect(actionsIn(source)).toEqual([
      'eks:DescribeCluster',
      'autoscaling:DescribeAutoScalingGroups',
      'dynamodb:Query',
    ]);
  });
});
