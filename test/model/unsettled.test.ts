import { describe, expect, it } from '@jest/globals';
import { unsettledResources } from '../../shared/model/unsettled.ts';
import { aSnapshot, without } from '../support/snapshot-builders.ts';
import { viewOf } from '../support/view-of.ts';

describe('what is on its way', () => {
  it('is nothing in a cluster at rest', () => {
    expect(unsettledResources(viewOf(aSnapshot()))).toEqual([]);
  });

  it('is a cluster, a group, a profile, a gateway, an endpoint, an attachment in a state that passes', () => {
    const snapshot = aSnapshot({
      cluster: {
        status: 'UPDATING',
        nodeGroups: { 'demo/workers': { status: 'CREATING' }, 'demo/done': {} },
        fargateProfiles: { 'demo/pods': { status: 'DELETING' } },
      },
      natGateways: { 'nat-a': { state: 'pending' } },
      vpcEndpoints: { 'vpce-sts': { state: 'deleting' }, 'vpce-s3': {} },
      transitGatewayVpcAttachments: { 'tgw-attach-1': { state: 'modifying' } },
      vpnGateways: { 'vgw-1': { attachments: [{ vpcId: 'vpc-main', state: 'attaching' }] } },
      internetGateways: { 'igw-main': { attachments: [{ vpcId: 'vpc-main', state: 'detaching' }] } },
    });
    expect(unsettledResources(viewOf(snapshot))).toEqual([
      ...['demo', 'demo/workers', 'demo/pods', 'nat-a', 'vpce-sts', 'tgw-attach-1', 'igw-main', 'vgw-1'],
    ]);
  });

  it('is nothing of another VPC, and nothing that waits for a person', () => {
    const snapshot = aSnapshot({
      natGateways: { 'nat-other': { vpcId: 'vpc-other', state: 'pending' } },
      vpcEndpoints: { 'vpce-sts': { state: 'pendingAcceptance' } },
      vpnGateways: { 'vgw-1': { attachments: [{ vpcId: 'vpc-other', state: 'attaching' }] } },
    });
    expect(unsettledResources(viewOf(snapshot))).toEqual([]);
  });

  it('is not told by what was not read', () => {
    const snapshot = aSnapshot({ natGateways: { 'nat-a': { state: 'pending' } } });
    expect(unsettledResources(viewOf(without(snapshot, 'vpcEndpoints', 'vpnGateways')))).toEqual(['nat-a']);
  });
});
