/** What a new rule is called. `identifier` is the name in camel case. */
export interface NewRule {
  readonly code: string;
  readonly name: string;
  readonly folder: string;
  readonly identifier: string;
}

/** A rule that works as it stands, on free addresses: its author replaces every sentence and the decision. */
export const ruleFile = ({ code, name, identifier }: NewRule) => `import * as z from 'zod';
import { defineRule } from '../../engine/define-rule.ts';
import { isClusterSubnet, scopeSubnets } from '../../model/subnet-use.ts';

export const ${identifier} = defineRule({
  code: '${code}',
  name: '${name}',
  aliases: [],
  title: 'One sentence that is true of a healthy subnet',
  severity: 'medium',
  profile: 'baseline',
  resourceType: 'subnet',
  why: 'What breaks, and for whom, when this does not hold.',
  how: 'Which facts decide, in words, so that a reader can check the verdict by hand.',
  fix: 'What to do about it, as an instruction.',
  references: ['https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html'],

  parameters: z.strictObject({
    minimum: z.int().min(0).default(8).describe('What this number means, with its unit.'),
  }),

  messages: {
    tooFew: (e: { subnet: string; freeAddresses: number; minimum: number }) =>
      \`\${e.subnet} has \${e.freeAddresses} free addresses; \${e.minimum} are wanted.\`,
  },

  subjects: scopeSubnets,

  *evaluate(subnet, { view, parameters: { minimum }, violation, notApplicable }) {
    if (!isClusterSubnet(view, subnet)) return notApplicable('Why the rule says nothing about this subnet.');

    const freeAddresses = subnet.freeIpv4Addresses;
    if (freeAddresses < minimum) {
      yield violation(
        'tooFew',
        { subnet: subnet.id, freeAddresses, minimum },
        { fix: { text: \`Release addresses in \${subnet.id}.\` } },
      );
    }
  },
});
`;

/** The truth table of that rule: at the limit, one short, hidden. */
export const casesFile = ({
  name,
  folder,
  identifier,
}: NewRule) => `import { ${identifier} } from '../../../shared/rules/${folder}/${name}.ts';
import type { RuleCases } from '../../support/rule-cases.ts';
import { aSnapshot, without } from '../../support/snapshot-builders.ts';

export default {
  rule: ${identifier},
  cases: [
    {
      name: 'a subnet with exactly as many free addresses as are wanted',
      given: aSnapshot({ subnets: { 'subnet-a': { freeIpv4Addresses: 8 } } }),
      expect: 'compliant',
    },
    {
      name: 'a subnet one address short',
      given: aSnapshot({ subnets: { 'subnet-a': { freeIpv4Addresses: 7 } } }),
      expect: ['subnet-a has 7 free addresses; 8 are wanted.'],
    },
    {
      name: 'a subnet that only hosts load balancers',
      given: aSnapshot({ subnets: { 'subnet-public-a': { freeIpv4Addresses: 0 } } }),
      expect: { 'subnet-a': 'compliant', 'subnet-public-a': 'not-applicable' },
    },
    { name: 'subnets could not be read', given: without(aSnapshot(), 'subnets'), expect: 'indeterminate' },
  ],
} satisfies RuleCases;
`;
