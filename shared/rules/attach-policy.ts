import type { AwsCommand } from '../engine/aws-command.ts';
import type { Fix } from '../engine/verdict.ts';
import { partitionOf } from '../model/partition.ts';
import type { ClusterView } from '../model/view/views.ts';

/** Attaches a managed policy of AWS, by its name, to a role. */
export function attachPolicyFix({ account }: ClusterView, roleArn: string, policy: string, aws: AwsCommand): Fix {
  const policyArn = `arn:${partitionOf(account.region)}:iam::aws:policy/${policy}`;
  const roleName = roleArn.split('/').at(-1) ?? roleArn;
  return {
    text: `Attach ${policy} to ${roleName}.`,
    command: aws`iam attach-role-policy --role-name ${roleName} --policy-arn ${policyArn}`,
  };
}
