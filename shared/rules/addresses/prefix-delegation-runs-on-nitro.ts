import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { cniOfCluster } from '../../model/cni-of-cluster.ts';
import { isNitro } from '../../model/instance-types.ts';
import { instanceTypeNamed, instanceTypeNamesOf, isWindowsGroup } from '../../model/node-capacity.ts';
import { workerGroupSubjects } from '../../model/worker-group-subjects.ts';

export const prefixDelegationRunsOnNitro = defineRule({
  code: 'B10',
  name: 'prefix-delegation-runs-on-nitro',
  aliases: ['prefix-delegation-nitro'],
  title: 'Node groups whose pods get addresses from prefixes use Nitro or bare-metal instance types',
  severity: 'medium',
  profile: 'baseline',
  resourceType: 'node-group',
  why: 'EC2 gives prefixes to Nitro and bare-metal instances only. Elsewhere the VPC CNI falls back to single addresses without a word, so that nodes take fewer pods than planned; in an IPv6 cluster it refuses to start.',
  how: 'Where prefix delegation is on, by the settings of the VPC CNI or by prefixes that nodes hold, or the cluster is of the IPv6 family, looks up each instance type of the node group. Windows nodes have another controller and are left out.',
  fix: 'Use Nitro types in the node group, such as m5, c5 or newer.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/cni-increase-ip-addresses.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html',
    'https://github.com/aws/amazon-vpc-cni-k8s/blob/v1.23.1/pkg/ipamd/ipamd.go',
  ],

  parameters: z.strictObject({}),

  messages: {
    fallsBack: (e: { group: string; instanceType: string }) =>
      `${e.group} launches ${e.instanceType}, which takes no prefixes: there the VPC CNI falls back to single addresses, although prefix delegation is on.`,
    refuses: (e: { group: string; instanceType: string }) =>
      `${e.group} launches ${e.instanceType}, on which the VPC CNI of an IPv6 cluster does not start: prefix delegation is not supported on non-nitro instance ${e.instanceType}.`,
  },

  subjects: workerGroupSubjects,

  *evaluate({ id, group }, { view, violation, notApplicable, each }) {
    if (isWindowsGroup(group)) return notApplicable('Windows nodes are not served by the VPC CNI’s own controller.');
    const ipv6 = view.cluster.ipFamily === 'ipv6';
    if (!ipv6 && !cniOfCluster(view).settings.prefixDelegation) {
      return notApplicable(
        'As far as the add-on and interfaces show, prefix delegation is off; the cluster is not of the IPv6 family.',
      );
    }
    yield* each(instanceTypeNamesOf(view.account, group), function* (name) {
      const type = instanceTypeNamed(view.account, name);
      if (isNitro(type)) return;
      const evidence = { group: id, instanceType: name, hypervisor: type.hypervisor ?? 'unknown' };
      yield violation(ipv6 ? 'refuses' : 'fallsBack', evidence, {
        severity: ipv6 ? 'high' : 'medium',
        cause: { kind: 'instance-type', resource: `${id} ${name}` },
        fix: {
          text: `Replace ${name} in ${id} by a Nitro type, such as m5, c5 or newer${ipv6 ? '' : ', or turn prefix delegation off (ENABLE_PREFIX_DELEGATION=false)'}.`,
        },
      });
    });
    return undefined;
  },
});
