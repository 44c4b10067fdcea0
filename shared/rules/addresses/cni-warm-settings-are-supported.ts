import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import type { Severity } from '../../engine/verdict.ts';
import { type CniEnvironment, type UnsupportedSettings, unsupportedSettings } from '../../model/cni.ts';
import { addOnsWithCni, nodesWithoutMinimum } from '../../model/cni-add-on.ts';
import { configuredCni } from '../../model/cni-of-cluster.ts';
import { cniEnvironmentFix } from '../cni-environment-fix.ts';

export const cniWarmSettingsAreSupported = defineRule({
  code: 'B18',
  name: 'cni-warm-settings-are-supported',
  aliases: ['cni-warm-target-sanity'],
  title: 'The settings of the VPC CNI for addresses are ones that it supports',
  severity: 'low',
  profile: 'baseline',
  resourceType: 'add-on',
  why: 'Some combinations are accepted and then keep pods without addresses: with a minimum alone a node never takes more (`failed to assign an IP address to container` in a subnet with free addresses), and without a warm prefix each sixteenth pod waits for EC2. An IPv6 cluster refuses others, and its nodes take no pods.',
  how: 'Reads the environment that the `vpc-cni` add-on sets (or that is declared for the cluster) as the VPC CNI does, over what it ships. Values set with kubectl are invisible to AWS. IPv6 clusters ignore warm targets.',
  fix: 'Set WARM_IP_TARGET beside MINIMUM_IP_TARGET, keep WARM_PREFIX_TARGET at 1 or more, and leave prefix delegation on and custom networking off in IPv6 clusters.',
  references: [
    'https://github.com/aws/amazon-vpc-cni-k8s/blob/v1.23.1/README.md',
    'https://github.com/aws/amazon-vpc-cni-k8s/blob/v1.23.1/docs/prefix-and-ip-target.md',
    'https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html',
  ],

  parameters: z.strictObject({
    manyNodes: z
      .int()
      .min(1)
      .default(50)
      .describe('Nodes above which WARM_IP_TARGET without MINIMUM_IP_TARGET is noted: each pod then calls EC2.'),
  }),

  messages: {
    minimumAlone: (e: { cluster: string; settings: string }) =>
      `The VPC CNI of ${e.cluster} has ${e.settings}: a node never takes more addresses than the minimum, and further pods wait for one (failed to assign an IP address to container).`,
    noWarmPrefix: (e: { cluster: string; settings: string }) =>
      `The VPC CNI of ${e.cluster} has prefix delegation with ${e.settings} and no IP target, which is not supported: pods wait until EC2 has given a prefix.`,
    zeroIpTargets: (e: { cluster: string; settings: string }) =>
      `The VPC CNI of ${e.cluster} has prefix delegation with ${e.settings}, which is not supported.`,
    ipv6WithoutPrefixes: (e: { cluster: string; settings: string }) =>
      `${e.cluster} is of the IPv6 family, and its VPC CNI does not start with ${e.settings} (IPv6 is supported only in Prefix Delegation mode).`,
    ipv6CustomNetworking: (e: { cluster: string; settings: string }) =>
      `${e.cluster} is of the IPv6 family, and its VPC CNI does not start with ${e.settings} (Custom Networking is not supported in IPv6 mode).`,
  },

  subjects: addOnsWithCni,

  *evaluate({ name }, { view, parameters, violation, note, notApplicable }) {
    if (name !== 'vpc-cni') return notApplicable('The add-on gives pods no addresses.');
    const { environment } = configuredCni(view);
    if (Object.keys(environment).length === 0) {
      return notApplicable('The environment of the VPC CNI is not set: what it ships is in force.');
    }
    for (const { kind, variables, changes } of unsupportedSettings(environment, view.cluster.ipFamily)) {
      const settings = variables.map((variable) => settingInWords(environment, variable)).join(' and ');
      yield violation(
        kind,
        { cluster: view.name, settings },
        {
          severity: severities[kind],
          cause: { kind: 'cni-setting', resource: `${view.name} ${variables[0]}` },
          fix: cniEnvironmentFix(view, changes),
        },
      );
    }
    const crowd = nodesWithoutMinimum(view, environment);
    if (crowd > parameters.manyNodes) {
      yield note(
        `WARM_IP_TARGET without MINIMUM_IP_TARGET makes each of up to ${crowd} nodes call EC2 for nearly every pod, which EC2 may throttle.`,
      );
    }
    return undefined;
  },
});

/** With each of these pods stay without addresses: on every node at once, or beyond the minimum. */
const severities: Readonly<Record<UnsupportedSettings['kind'], Severity>> = {
  ipv6WithoutPrefixes: 'high',
  ipv6CustomNetworking: 'high',
  minimumAlone: 'medium',
  noWarmPrefix: 'low',
  zeroIpTargets: 'low',
};

const settingInWords = (environment: CniEnvironment, variable: string): string =>
  variable in environment ? `${variable}=${environment[variable]}` : `no ${variable}`;
