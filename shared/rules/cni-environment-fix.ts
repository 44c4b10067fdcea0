import type { AwsCommand } from '../engine/aws-command.ts';
import type { Fix } from '../engine/verdict.ts';
import { configuredCni } from '../model/cni-of-cluster.ts';
import type { ClusterView } from '../model/view/views.ts';

/**
 * Changes the environment of the VPC CNI through its add-on: what the add-on sets already is kept, `undefined` takes a variable out.
 * Without a command where the settings are declared, because then AWS does not have them.
 */
export function cniEnvironmentFix(
  view: ClusterView,
  changes: Readonly<Record<string, string | undefined>>,
  aws: AwsCommand,
): Fix {
  const what = Object.entries(changes)
    .map(([variable, value]) => (value === undefined ? `take ${variable} out` : `set ${variable}=${value}`))
    .join(', ');
  const { environment, source } = configuredCni(view);
  if (source !== 'add-on') return { text: `Wherever the VPC CNI of ${view.name} is configured, ${what}.` };
  const env = Object.fromEntries(
    Object.entries({ ...environment, ...changes }).filter(([, value]) => value !== undefined),
  );
  return {
    text: `In the environment of the VPC CNI, ${what}. The command keeps the rest of the environment; add further configuration values of the add-on to it, or they are reset.`,
    command: aws`eks update-addon --cluster-name ${view.name} --addon-name vpc-cni --configuration-values ${JSON.stringify({ env })}`,
  };
}
