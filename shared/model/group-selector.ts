import type { NodeGroup } from './view/records.ts';

/** Whether a declaration means the node group: by its name, or by a label as `key=value`. */
export function isSelectedBy(selector: string, group: NodeGroup): boolean {
  const [key = '', value] = selector.split('=');
  return value === undefined ? group.name === key : group.labels[key] === value;
}
