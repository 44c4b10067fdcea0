import { commandOf } from '../shapes/parts.ts';

/** What the name of an output tells: `<service>.<operation>.<subject>.json`, with anything after the subject. */
interface FileName {
  /** For example `aws eks list-nodegroups`. */
  readonly command: string;
  readonly subject: string | undefined;
  /** The subject with anything after it. */
  readonly rest: string | undefined;
}

/** The parts of a name that follows the grammar; undefined for any other name. */
export function parseFileName(name: string): FileName | undefined {
  const [, service, operation, rest] = /^([a-z0-9-]+)\.([a-z]+(?:-[a-z0-9]+)+)(?:\.(.+))?\.json$/.exec(name) ?? [];
  return service === undefined || operation === undefined
    ? undefined
    : { command: `aws ${service} ${operation}`, subject: rest?.split('.')[0], rest };
}

/** What the file's name says the answer to this action is about. */
export function subjectOf(file: string, action: string, part: 'subject' | 'rest' = 'subject'): string | undefined {
  const name = parseFileName(file);
  return name?.command === commandOf(action) ? name[part] : undefined;
}

/** `eks:ListNodegroups` → `eks.list-nodegroups`. */
export const stemOf = (action: string): string => commandOf(action).replace('aws ', '').replace(' ', '.');
