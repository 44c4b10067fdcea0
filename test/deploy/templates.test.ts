import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import * as z from 'zod';
import { eventPatterns } from '../../scripts/event-patterns.ts';
import { readStackParameters } from '../../scripts/stack-parameters.ts';
import { actions } from '../../shared/aws/collect/actions.ts';

const statement = z.object({
  Action: z.union([z.string(), z.array(z.string())]),
  Resource: z.json(),
});
const role = z.object({
  AssumeRolePolicyDocument: z.object({ Statement: z.array(z.json()) }),
  Policies: z.array(z.object({ PolicyDocument: z.object({ Statement: z.array(statement) }) })),
});
const resources = z.looseObject({ Resources: z.record(z.string(), z.unknown()) });
const template = z.object({
  Parameters: z.record(z.string(), z.object({ Default: z.string().optional() })),
  Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: z.record(z.string(), z.json()) })),
});

const parsed = (file: string) =>
  resources.parse(
    parse(readFileSync(file, 'utf8'), {
      logLevel: 'silent',
      customTags: ['Sub', 'GetAtt', 'Ref'].map((name) => ({ tag: `!${name}`, resolve: (text: string) => text })),
    }),
  );
const read = (file: string) => template.parse(parsed(`deploy/${file}`));
const member = read('member-role.yaml');
const roleOf = (name: string) => role.parse(member.Resources[name]?.Properties);
const statementsOf = (name: string) => roleOf(name).Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
const allowedBy = (name: string) => statementsOf(name).flatMap(({ Action }) => Action);

it.each(['member-role.yaml', 'event-forwarding.yaml', 'slack.yaml'])(
  '%s has nothing that cfn-lint minds',
  (file) => {
    const regions = ['us-east-1', 'eu-central-1'];
    expect(execFileSync('.venv/bin/cfn-lint', [`deploy/${file}`, '--regions', ...regions]).toString()).toBe('');
  },
  60_000,
);

describe('the roles of a member', () => {
  it('allow what a live read calls, what reports call, and nothing else', () => {
    const trails = ['cloudtrail:DescribeTrails', 'cloudtrail:GetEventSelectors', 'cloudtrail:GetTrailStatus'];
    expect(allowedBy('ReadRole').sort()).toEqual([...actions, ...trails].sort());
    expect(allowedBy('ReportRole').sort()).toEqual([
      'config:BatchGetResourceConfig',
      'config:PutEvaluations',
      'securityhub:BatchImportFindings',
    ]);
    expect(allowedBy('ForwardRole').sort()).toEqual(['events:PutEvents', 'sqs:SendMessage']);
  });

  it('allow it everywhere only where the functions’ own roles do', () => {
    const own = readFileSync('stack/roles.yml', 'utf8');
    for (const { Action, Resource } of statementsOf('ReadRole')) {
      const isUnlimited = Resource === '*';
      if ([Action].flat().every((action) => action.startsWith('cloudtrail:'))) continue;
      for (const action of [Action].flat()) {
        const [, unlimited = ''] = /&reads\n([\s\S]*?)Resource: '\*'/.exec(own) ?? [];
        expect({ action, isUnlimited }).toEqual({ action, isUnlimited: unlimited.includes(`- ${action}\n`) });
      }
    }
  });

  it.each([
    ['ReadRole', 'readRole'],
    ['ReportRole', 'reportRole'],
  ])(
    '%s trusts the roles of the central stack that may assume it, and nobody without organisation or external id',
    (name, parameter) => {
      const text = JSON.stringify(roleOf(name).AssumeRolePolicyDocument.Statement);
      const trusted = [...text.matchAll(/\$\{CentralStack\}-(\w+)-\*/g)].map(([, found = '']) => found);
      const assuming = Object.entries(parsed('stack/roles.yml').Resources).filter(([, resource]) =>
        JSON.stringify(resource).includes(`:role/\${self:custom.parameters.${parameter}}`),
      );
      expect(trusted.sort()).toEqual(assuming.map(([found]) => found).sort());
      expect(text).toContain('aws:PrincipalOrgID');
      expect(text).toContain('sts:ExternalId');
      expect(readFileSync('deploy/member-role.yaml', 'utf8')).toContain('Without OrganizationId there has to be');
    },
  );

  it('are named as the stack expects it', () => {
    const { readRole, reportRole, forwardRole } = readStackParameters([]);
    const { ReadRoleName, ReportRoleName, ForwardRoleName } = member.Parameters;
    expect([ReadRoleName, ReportRoleName, ForwardRoleName].map((one) => one?.Default)).toEqual([
      readRole,
      reportRole,
      forwardRole,
    ]);
    expect(read('event-forwarding.yaml').Parameters.ForwardRoleName?.Default).toBe(forwardRole);
  });
});

describe('the rules of a member', () => {
  it('hand on the same events as the stack’s own rules hear', () => {
    const patterns = Object.values(read('event-forwarding.yaml').Resources).map(
      ({ Properties }) => Properties.EventPattern,
    );
    expect(patterns).toEqual(Object.values(eventPatterns()));
  });
});
