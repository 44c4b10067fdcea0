import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { defaultAssumptions, surgesOf } from '../../shared/model/address-demand.ts';
import type { NodeGroupRecord } from '../../shared/model/snapshot/cluster.ts';
import { aStarburstGroup } from '../support/a-starburst-group.ts';
import { runningNodes } from '../support/running-nodes.ts';
import { aSnapshot } from '../support/snapshot-builders.ts';
import { viewOf } from '../support/view-of.ts';

/** What an update of `demo/workers` asks of each zone. */
function surges(snapshot: ReturnType<typeof aSnapshot>, base: 'current' | 'max' = 'current') {
  const view = viewOf(snapshot);
  const group = view.nodeGroups.find('demo/workers');
  if (!group) throw new Error('The snapshot has no group demo/workers.');
  return surgesOf(view, group, base, defaultAssumptions).map((ask) => ask());
}

describe('the nodes that a rolling update adds', () => {
  it.each([
    [1, 5, 2],
    [20, 5, 4],
    [20, 1, 20],
    [1, 1, 2],
  ])('with %i that may be unavailable in %i zones are %i in each', (maxUnavailable, zones, nodes) => {
    const subnetIds = Array.from({ length: zones }, (_, index) => `subnet-z${index}`);
    const subnets = Object.fromEntries(
      subnetIds.map((id, index) => [id, { cidr: `10.0.${20 + index}.0/24`, zoneId: `use1-az${index + 1}` }]),
    );
    const group: Partial<NodeGroupRecord> = { subnetIds, update: { maxUnavailable } };
    const found = surges(aSnapshot({ cluster: { nodeGroups: { 'demo/workers': group } }, subnets }));
    expect(found.map((surge) => surge.nodes)).toEqual(subnetIds.map(() => nodes));
  });

  it('lack just what is not free', () => {
    fc.assert(
      fc.property(fc.nat(251), fc.integer({ min: 1, max: 10 }), (free, maxUnavailable) => {
        const [surge] = surges(aStarburstGroup(free, { group: { update: { maxUnavailable } } }));
        const lacking = Math.max(0, 30 * Math.max(2, maxUnavailable) - free);
        expect(surge?.shortage).toEqual({ low: lacking, high: lacking });
      }),
    );
  });

  it('lack more after every group has grown to its maximum, by what that takes', () => {
    fc.assert(
      fc.property(fc.nat(251), fc.integer({ min: 0, max: 7 }), (free, count) => {
        const snapshot = aStarburstGroup(free, { nodes: runningNodes({ count, held: 30 }) });
        const [surge] = surges(snapshot, 'max');
        const lacking = Math.max(0, 30 * (7 - count) + 60 - free);
        expect(surge?.shortage).toEqual({ low: lacking, high: lacking });
        expect(surge?.neededBefore).toBe(30 * (7 - count));
      }),
    );
  });
});
