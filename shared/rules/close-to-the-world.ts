import type { AwsCommand } from '../engine/aws-command.ts';
import { ipPermission } from '../engine/ip-permission.ts';
import type { CauseRef, Fix } from '../engine/verdict.ts';
import type { OpenPorts } from '../model/open-ports.ts';
import { portWords, ruleWords } from '../model/security-group-words.ts';
import type { RuleOfGroup } from '../model/security-groups.ts';

/** The rules that open the ports, each once. */
export const rulesOf = (found: readonly OpenPorts[]): readonly RuleOfGroup[] => [
  ...new Map(found.flatMap(({ rules }) => rules).map((rule) => [ruleWords(rule), rule])).values(),
];

/** What is open to whom, in words, each once. */
export const openFacts = (found: readonly OpenPorts[]) => ({
  ports: [...new Set(found.map(({ protocol, ports }) => `${protocol} ${portWords(ports)}`))],
  world: [...new Set(found.map(({ world }) => world))],
  rules: rulesOf(found).map(ruleWords),
});

/** How the in-tree load balancer controller marks the rules that it makes, and makes again. */
const madeByController = 'kubernetes.io/rule/nlb/';

/** Closes to the world what the rules of the group open. */
export function closeFix(
  groupId: string,
  rules: readonly RuleOfGroup[],
  aws: AwsCommand,
): { readonly cause: CauseRef; readonly fix: Fix } {
  const cause = { kind: 'security-group-rule', resource: rules.map(ruleWords).join(' ') };
  if (rules.some(({ rule }) => rule.description?.startsWith(madeByController))) {
    const text = 'Set loadBalancerSourceRanges on the Service of the load balancer: its controller makes these rules.';
    return { cause, fix: { text } };
  }
  const ids = rules.flatMap(({ rule }) => rule.ruleId ?? []);
  const command =
    ids.length === rules.length
      ? aws`ec2 revoke-security-group-ingress --group-id ${groupId} --security-group-rule-ids ${ids}`
      : aws`ec2 revoke-security-group-ingress --group-id ${groupId} --ip-permissions ${rules.map(({ rule }) => ipPermission(rule))}`;
  const text = `Take ${rules.map(ruleWords).join(', ')} away, or let in only the networks that need it.`;
  return { cause, fix: { text, command } };
}
