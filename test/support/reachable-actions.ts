import { readFileSync } from 'node:fs';
import { build } from 'esbuild';
import { inlineSdkSchemas } from '../../scripts/esbuild-inline-sdk-schemas.ts';
import { functionBundle } from '../../scripts/function-bundle.ts';

const services: Readonly<Record<string, string>> = {
  'auto-scaling': 'autoscaling',
  'config-service': 'config',
  'elastic-load-balancing': 'elasticloadbalancing',
  'elastic-load-balancing-v2': 'elasticloadbalancing',
};

/** A transaction is allowed by what it consists of. */
const parts: Readonly<Record<string, readonly string[]>> = {
  'dynamodb:TransactWriteItems': ['ConditionCheckItem', 'DeleteItem', 'PutItem', 'UpdateItem'].map(
    (name) => `dynamodb:${name}`,
  ),
};

/** The IAM actions of the SDK's commands that the sources reachable from a function make, whichever rules are on; sorted. */
export async function reachableActions(entry: string): Promise<readonly string[]> {
  const { metafile } = await build({
    ...functionBundle,
    plugins: [inlineSdkSchemas],
    entryPoints: [entry],
    write: false,
    metafile: true,
    outfile: 'out.mjs',
  });
  const [output] = Object.values(metafile.outputs);
  const files = Object.entries(output?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  const actions = files
    .map(([file]) => file)
    .filter((file) => file.startsWith('shared/aws/'))
    .flatMap((file) => actionsIn(readFileSync(file, 'utf8')))
    .flatMap((action) => parts[action] ?? [action]);
  return [...new Set(actions)].sort();
}

/** Of one source: `new XCommand(` and `paginateX(` with the client that each is imported from. */
export function actionsIn(source: string): readonly string[] {
  const imports = source.matchAll(/import\s*\{([^}]*)\}\s*from\s*'@aws-sdk\/client-([a-z0-9-]+)'/g);
  return [...imports].flatMap(([, names = '', client = '']) => {
    const service = services[client] ?? client.replaceAll('-', '');
    const calls = names
      .split(',')
      .map((name) => name.trim())
      .flatMap((name) => /^(\w+)Command$/.exec(name)?.[1] ?? /^paginate(\w+)$/.exec(name)?.[1] ?? []);
    return calls.map((call) => `${service}:${call}`);
  });
}
