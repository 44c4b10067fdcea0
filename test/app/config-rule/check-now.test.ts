import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { loseNatRoute } from '../../../cli/demo/lose-nat-route.ts';
import type { LookPorts } from '../../../shared/app/check-clusters/ports.ts';
import type { ClusterGroup } from '../../../shared/app/cluster-group.ts';
import { answerConfig } from '../../../shared/app/config-rule/answer-config.ts';
import { checkNow } from '../../../shared/app/config-rule/check-now.ts';
import { configMemoryInMemory } from '../../../shared/app/config-rule/in-memory.ts';
import type { ConfigPorts } from '../../../shared/app/config-rule/ports.ts';
import { inMemory } from '../../../shared/app/findings/in-memory.ts';
import { ruleBook } from '../../../shared/app/rule-book.ts';
import { parseSnapshot } from '../../../shared/model/snapshot/parse-snapshot.ts';
import type { Snapshot } from '../../../shared/model/snapshot/snapshot.ts';
import { rules } from '../../../shared/rules/index.ts';
import { aChange, aSchedule, at } from '../../support/config-world.ts';

const { snapshot: sample } = parseSnapshot(JSON.parse(readFileSync('examples/sample-account.json', 'utf8')));
const { after: lost } = loseNatRoute(sample, 'shop');
const home = { account: sample.account, region: sample.region };
const rule = { ...home, id: 'config-rule-abc123' };
const ofShop = [{ ...home, cluster: 'shop' }];

/** The sample account, read anew with each look. */
function aService() {
  const reads: (readonly string[])[] = [];
  const announced: ClusterGroup[] = [];
  let present = sample;
  const checkPorts: LookPorts = {
    memory: inMemory(),
    collect: async (names) => {
      reads.push(names);
      return present;
    },
    announce: async (group) => {
      announced.push(group);
    },
    ruleBook: ruleBook(rules, {}, '1.0.0'),
  };
  const ports: ConfigPorts = {
    memory: checkPorts.memory,
    configMemory: configMemoryInMemory(),
    checkClusters: checkNow(home, checkPorts),
    settleMs: 60_000,
    recorded: async (resources) => resources,
    put: async () => {},
  };
  const becomes = (snapshot: Snapshot, minutes: number) => {
    present = { ...snapshot, observedAt: at(minutes) };
  };
  return { checkPorts, ports, reads, announced, becomes };
}

const table = { type: 'AWS::EC2::RouteTable', id: 'rtb-06ab7ff370df6018c' };
const subnet = { type: 'AWS::EC2::Subnet', id: 'subnet-062c4fd0ad11774ed' };
const gateway = { type: 'AWS::EC2::NatGateway', id: 'nat-027fc64e359d2c0fb' };
const shop = { type: 'AWS::EKS::Cluster', id: 'shop' };

describe('a route to a NAT gateway that is lost and restored', () => {
  it('makes the table, the subnet and the cluster non-compliant, takes the gateway back, and makes all compliant again', async () => {
    const service = aService();
    const scheduled = async (minutes: number) =>
      (await answerConfig(service.ports, { ...aSchedule({ notifiedAt: at(minutes) }), rule })).evaluations;
    service.becomes(sample, -60);
    await checkNow(home, service.checkPorts)(ofShop);
    await scheduled(0);

    service.becomes(lost, 5);
    const changed = aChange({ ...home, rule, capturedAt: at(4), resource: table });
    const onChange = (await answerConfig(service.ports, changed)).evaluations;
    const whileLost = await scheduled(10);
    service.becomes(sample, 15);
    await answerConfig(service.ports, { ...changed, capturedAt: at(14) });
    const afterwards = await scheduled(20);

    expect(onChange).toEqual([
      {
        resource: table,
        complianceType: 'NON_COMPLIANT',
        annotation:
          'Fails isolated-nodes-have-the-endpoints-they-need, node-subnets-have-egress-or-endpoints, route-tables-have-no-blackholes',
        orderedAt: at(5),
      },
    ]);
    expect(whileLost).toMatchObject([
      { resource: shop, complianceType: 'NON_COMPLIANT' },
      { resource: subnet, complianceType: 'NON_COMPLIANT' },
      { resource: gateway, complianceType: 'NOT_APPLICABLE' },
    ]);
    expect(afterwards).toMatchObject([
      { resource: shop, complianceType: 'COMPLIANT', orderedAt: at(20) },
      { resource: gateway, complianceType: 'COMPLIANT', orderedAt: at(20) },
      { resource: subnet, complianceType: 'COMPLIANT', orderedAt: at(20) },
    ]);
    expect(await service.ports.configMemory.lastPut(rule, table)).toMatchObject({ complianceType: 'COMPLIANT' });
  });

  it('is read once for all that is asked of it, and announced', async () => {
    const service = aService();
    service.becomes(sample, -60);
    await checkNow(home, service.checkPorts)(ofShop);
    service.becomes(lost, 5);

    for (const resource of [table, subnet, shop]) {
      await answerConfig(service.ports, aChange({ ...home, rule, capturedAt: at(3), resource }));
    }

    expect(service.reads).toEqual([['shop'], ['shop']]);
    expect(service.announced.at(-1)).toMatchObject({ clusters: expect.arrayContaining(['shop']) });
  });
});

describe('a look at clusters', () => {
  it('leaves those of other accounts alone', async () => {
    const service = aService();

    await checkNow(home, service.checkPorts)([{ ...home, account: '123456789012', cluster: 'shop' }]);

    expect(service.reads).toEqual([]);
  });

  it('fails with what kept a cluster from being remembered', async () => {
    const service = aService();
    const commit = () => Promise.reject(new Error('the table is gone'));
    const ports = { ...service.checkPorts, memory: { ...service.checkPorts.memory, commit } };
    service.becomes(sample, 0);

    await expect(checkNow(home, ports)(ofShop)).rejects.toThrow('the table is gone');
  });
});
