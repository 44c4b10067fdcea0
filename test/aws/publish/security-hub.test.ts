import { GetFindingsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Imported } from '../../../shared/app/announce/ports.ts';
import { securityHub } from '../../../shared/aws/publish/security-hub.ts';
import { type AsffFinding, asff } from '../../../shared/reports/asff.ts';
import { json } from '../../support/aws-proxy/reply.ts';
import { aRememberedFinding, ruleHelp } from '../../support/finding-builders.ts';
import { type LocalAws, startLocalAws } from '../../support/local-aws.ts';

const action = 'securityhub:BatchImportFindings';
let aws: LocalAws;
const before = { ...process.env };

beforeAll(async () => {
  aws = await startLocalAws();
  Object.assign(process.env, aws.env);
});
beforeEach(() => aws.clear());
afterAll(async () => {
  process.env = before;
  await aws.stop();
});

const cluster = { account: '123456789012', region: 'us-east-1', cluster: 'shop' };

const aFinding = (id: string, overrides = {}): AsffFinding =>
  asff(aRememberedFinding({ cluster, ...overrides }), { id, help: ruleHelp });
const many = (count: number) => Array.from({ length: count }, (_, index) => aFinding(`finding-${index}`));

async function imported(findings: readonly AsffFinding[]): Promise<readonly Imported[]> {
  return Array.fromAsync(securityHub({ pauseMs: 1 })(findings));
}

interface Sent {
  readonly Findings: readonly AsffFinding[];
}

const requests = (): readonly Sent[] => (aws.behaviour.bodies.get(action) ?? []).map((body): Sent => JSON.parse(body));
const idsOf = ({ Findings }: Sent) => Findings.map(({ Id }) => Id);

/** Security Hub says this of findings, so many times. */
function refuse(ids: readonly string[], ErrorCode: string, times = Number.POSITIVE_INFINITY): void {
  let left = times;
  aws.behaviour.reply.set(action, (_, body) => {
    const { Findings } = JSON.parse(body) as Sent;
    const failed = Findings.filter(({ Id }) => ids.includes(Id));
    if (left-- <= 0) return undefined;
    const FailedFindings = failed.map(({ Id }) => ({ Id, ErrorCode, ErrorMessage: 'No.' }));
    return json(200, { FailedCount: failed.length, SuccessCount: Findings.length - failed.length, FailedFindings });
  });
}

/** Security Hub refuses the whole request, if it has one of the findings. */
function refuseWhole(ids: readonly string[], error: string): void {
  aws.behaviour.reply.set(action, (_, body) => {
    const isRefused = (JSON.parse(body) as Sent).Findings.some(({ Id }) => ids.includes(Id));
    return isRefused ? json(400, { Message: 'No.' }, { 'x-amzn-errortype': error }) : undefined;
  });
}

describe('findings', () => {
  it('are sent as they are', async () => {
    const finding = aFinding('finding-0');
    expect(await imported([finding])).toEqual([{ id: 'finding-0', outcome: 'told' }]);
    expect(requests()).toEqual([{ Findings: [finding] }]);
  });

  it('are in Security Hub afterwards, once each, as they were sent last', async () => {
    const changedAt = '2026-11-21T11:00:00.000Z';
    await imported(many(2));
    await imported([aFinding('finding-1', { state: 'resolved', reason: 'Fixed.', changedAt })]);
    const hub = new SecurityHubClient({});
    const { Findings = [] } = await hub.send(new GetFindingsCommand({}));
    hub.destroy();
    expect(Findings.map(({ Id, Compliance }) => [Id, Compliance?.Status]).toSorted()).toEqual([
      ['finding-0', 'FAILED'],
      ['finding-1', 'PASSED'],
    ]);
  });

  it('go out in batches of a hundred', async () => {
    const findings = many(250);
    const outcomes = await imported(findings);
    expect(requests().map((request) => idsOf(request).length)).toEqual([100, 100, 50]);
    expect(outcomes).toEqual(findings.map(({ Id }) => ({ id: Id, outcome: 'told' })));
  });

  it('go out in batches of six megabytes', async () => {
    const fields = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`plumbline/${index}`, '漢'.repeat(1900)]),
    );
    await imported(many(60).map((finding) => ({ ...finding, ProductFields: fields })));
    const sizes = (aws.behaviour.bodies.get(action) ?? []).map((body) => Buffer.byteLength(body));
    expect(sizes).toHaveLength(3);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(6_000_000);
    expect(requests().flatMap(idsOf)).toHaveLength(60);
  });
});

describe('a finding that is refused', () => {
  it('for the moment is sent again, alone', async () => {
    refuse(['finding-1'], 'InternalError', 2);
    expect(await imported(many(3))).toEqual(many(3).map(({ Id }) => ({ id: Id, outcome: 'told' })));
    expect(requests().map(idsOf)).toEqual([['finding-0', 'finding-1', 'finding-2'], ['finding-1'], ['finding-1']]);
  });

  it('for the moment again and again has failed', async () => {
    refuse(['finding-0'], 'Throttling');
    expect(await imported(many(1))).toEqual([{ id: 'finding-0', outcome: 'failed', reason: 'Throttling: No.' }]);
    expect(requests()).toHaveLength(4);
  });

  it('for what it says is not sent again, and keeps no other from being imported', async () => {
    refuse(['finding-1'], 'InvalidInput');
    expect(await imported(many(3))).toEqual([
      { id: 'finding-0', outcome: 'told' },
      { id: 'finding-1', outcome: 'refused', reason: 'InvalidInput: No.' },
      { id: 'finding-2', outcome: 'told' },
    ]);
    expect(requests()).toHaveLength(1);
  });

  it('with its whole batch is found, and keeps no other from being imported', async () => {
    refuseWhole(['finding-4'], 'InvalidInputException');
    const outcomes = await imported(many(9));
    expect(outcomes.filter(({ outcome }) => outcome !== 'told')).toEqual([
      { id: 'finding-4', outcome: 'refused', reason: 'InvalidInputException: No.' },
    ]);
    const { Findings = [] } = await new SecurityHubClient({}).send(new GetFindingsCommand({}));
    expect(Findings).toHaveLength(8);
  });

  it('by a policy has failed', async () => {
    refuseWhole(['finding-0'], 'AccessDeniedException');
    expect(await imported(many(2))).toEqual(
      many(2).map(({ Id }) => ({ id: Id, outcome: 'failed', reason: 'AccessDeniedException: No.' })),
    );
    expect(requests()).toHaveLength(1);
  });
});

describe('Security Hub that is not enabled', () => {
  it.each([
    ['of the request', () => refuseWhole(['finding-0'], 'InvalidAccessException'), 'InvalidAccessException: No.'],
    [
      'of findings',
      () =>
        refuse(
          many(250).map(({ Id }) => Id),
          'InvalidAccess',
        ),
      'InvalidAccess: No.',
    ],
  ])('is unavailable, which it says %s, and is not asked again', async (_, behave, reason) => {
    behave();
    const outcomes = await imported(many(250));
    expect(outcomes).toEqual(many(250).map(({ Id }) => ({ id: Id, outcome: 'unavailable', reason })));
    expect(requests()).toHaveLength(1);
  });
});
