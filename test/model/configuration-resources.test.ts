import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { configurationResources } from '../../shared/model/configuration-resources.ts';
import { parseSnapshot } from '../../shared/model/snapshot/parse-snapshot.ts';
import { AccountView } from '../../shared/model/view/views.ts';
import { without } from '../support/snapshot-builders.ts';

const { snapshot } = parseSnapshot(JSON.parse(readFileSync('examples/sample-account.json', 'utf8')));
const viewsOf = (of: typeof snapshot) => new AccountView(of).clusters;
const resourcesOf = (name: string, of = snapshot) => {
  const view = viewsOf(of).find((one) => one.name === name);
  return view ? configurationResources(view) : [];
};

describe('the configuration resources of a cluster', () => {
  it('are everything that the network of its VPC consists of', () => {
    for (const view of viewsOf(snapshot)) {
      const { account, cluster } = view;
      const resources = configurationResources(view);
      const inVpc = [
        account.subnets,
        account.routeTables,
        account.networkAcls,
        account.natGateways,
        account.vpcEndpoints,
      ].flatMap((table) => table.inVpc(cluster.vpcId).map(({ id }) => id));
      expect(resources).toEqual(expect.arrayContaining([cluster.vpcId, cluster.clusterSecurityGroupId, ...inVpc]));
    }
  });

  it('are never interfaces, instances or anything of another VPC but DHCP options, which VPCs share', () => {
    const [shop, plant] = [resourcesOf('shop'), resourcesOf('plant')];
    expect(shop.filter((id) => /^(eni|i|eipalloc)-/.test(id))).toEqual([]);
    expect(shop.filter((id) => plant.includes(id) && !id.startsWith('dopt-'))).toEqual([]);
  });

  it('stay as they are where something else was not observed', () => {
    const all = resourcesOf('shop');
    const rest = resourcesOf('shop', without(snapshot, 'routeTables', 'networkAcls'));
    expect(rest).toEqual(all.filter((id) => !/^(rtb|acl|pl)-/.test(id)));
  });
});
