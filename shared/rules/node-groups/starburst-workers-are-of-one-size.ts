import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { instanceTypesOf } from '../../model/node-capacity.ts';
import { runningNodesOf } from '../../model/running-nodes.ts';
import { undecidable } from '../../model/snapshot/known.ts';
import { starburstGroups } from '../../model/starburst-groups.ts';
import type { InstanceType } from '../../model/view/records.ts';
import { NotObserved } from '../../model/view/reveal.ts';

export const starburstWorkersAreOfOneSize = defineRule({
  code: 'J2',
  name: 'starburst-workers-are-of-one-size',
  aliases: ['sep-identical-instance-size'],
  title: 'Starburst’s coordinator and workers run on nodes of one size',
  severity: 'medium',
  profile: 'sep',
  resourceType: 'node-group',
  why: 'Starburst gives every worker the same memory and plans queries for workers that are alike: on a smaller node a worker does not start or is killed, on a larger one the rest is wasted.',
  how: 'Compares the instance types of the groups of coordinator and workers, those of their launch templates included, and the types of their running instances. Types with the same vCPUs, memory, interfaces and addresses are of low severity. Other groups may have other sizes. While a group is being updated its instances are left out.',
  fix: 'Create the group anew with one instance type.',
  references: ['https://docs.starburst.io/latest/k8s/requirements.html'],

  parameters: z.strictObject({}),

  messages: {
    differing: (e: { nodeGroups: readonly string[]; instanceTypes: readonly string[] }) =>
      `The coordinator and workers of Starburst (${e.nodeGroups.join(', ')}) run on types that differ: ${e.instanceTypes.join(', ')}.`,
    alike: (e: { nodeGroups: readonly string[]; instanceTypes: readonly string[] }) =>
      `The coordinator and workers of Starburst (${e.nodeGroups.join(', ')}) run on several types of one size: ${e.instanceTypes.join(', ')}.`,
    otherRunning: (e: { nodeGroup: string; instances: readonly string[]; groupTypes: readonly string[] }) =>
      `${e.nodeGroup} launches ${e.groupTypes.join(', ')}, and runs ${e.instances.join(', ')}.`,
  },

  subjects: (view) => view.nodeGroups.entries(),

  *evaluate(group, { view, violation, notApplicable }) {
    const { workers } = starburstGroups(view);
    if (workers.length === 0) view.declaration('sepWorkerGroup');
    if (!workers.includes(group)) return notApplicable('The group runs neither the coordinator nor workers.');

    const types = new Map(workers.flatMap((one) => instanceTypesOf(view.account, one)).map((type) => [type.id, type]));
    if (types.size > 1) {
      const alike = areAlike([...types.values()]);
      yield violation(
        alike ? 'alike' : 'differing',
        { nodeGroups: workers.map(({ id }) => id), instanceTypes: [...types.values()].map(inWords) },
        {
          severity: alike ? 'low' : 'medium',
          cause: { kind: 'starburst-sizes', resource: view.name },
          fix: { text: 'Create the groups of coordinator and workers anew with one instance type, and move the pods.' },
        },
      );
    }
    const groupTypes = instanceTypesOf(view.account, group).map(({ id }) => id);
    const others = runningNodesOf(view.account, group.id).flatMap(({ instanceId, instanceType }) =>
      instanceType === undefined || groupTypes.includes(instanceType) ? [] : `${instanceId} (${instanceType})`,
    );
    if (others.length === 0 || group.status === 'UPDATING') return undefined;
    yield violation(
      'otherRunning',
      { nodeGroup: group.id, instances: others, groupTypes },
      { fix: { text: `Replace the instances of ${group.id} that are of another type, by updating the group.` } },
    );
    return undefined;
  },
});

const inWords = ({ id, vcpus, memoryMib }: InstanceType): string =>
  vcpus === undefined || memoryMib === undefined ? id : `${id} (${vcpus} vCPUs, ${memoryMib} MiB)`;

/** Of one size: certainly not where interfaces differ; raises `NotObserved` when vCPUs or memory are not told. */
function areAlike([first, ...others]: readonly InstanceType[]): boolean {
  if (!first) return true;
  const same = (key: 'vcpus' | 'memoryMib' | 'maximumInterfaces' | 'ipv4AddressesPerInterface') =>
    others.every((type) => type[key] === first[key]);
  if (!same('maximumInterfaces') || !same('ipv4AddressesPerInterface')) return false;
  const untold = [first, ...others].find(({ vcpus, memoryMib }) => vcpus === undefined || memoryMib === undefined);
  if (untold) throw new NotObserved('instanceTypes.vcpus', untold.id, undecidable('EC2 does not tell its size'));
  return same('vcpus') && same('memoryMib');
}
