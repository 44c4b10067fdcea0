import type { Fix } from '../engine/verdict.ts';
import { configuredCni } from '../model/cni-of-cluster.ts';
import type { ClusterView } from '../model/view/views.ts';

/**
 * Changes the environment of the VPC CNI; `undefined` takes a variable out. Without a command: EKS resets every configuration value that
 * an update of the add-on does not name, and only the environment is read of them.
 */
export function cniEnvironmentFix(view: ClusterView, changes: Readonly<Record<string, string | undefined>>): Fix {
  const what = Object.entries(changes)
    .map(([variable, value]) => (value === undefined ? `take ${variable} out` : `set ${variable}=${value}`))
    .join(', ');
  if (configuredCni(view).source !== 'add-on') {
    return { text: `Wherever the VPC CNI of ${view.name} is configured, ${what}.` };
  }
  return {
    text: `In the configuration values of the add-on vpc-cni of ${view.name}, ${what} under env. Give aws eks update-addon all values that describe-addon shows, changed there alone: those that it is not given are reset.`,
  };
}
