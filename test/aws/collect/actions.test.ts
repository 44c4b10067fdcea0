import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { actions } from '../../../shared/aws/collect/actions.ts';

const folder = new URL('../../../shared/aws/collect/', import.meta.url);

const services: Readonly<Record<string, string>> = {
  'client-auto-scaling': 'autoscaling',
  'client-ec2': 'ec2',
  'client-eks': 'eks',
  'client-elastic-load-balancing': 'elasticloadbalancing',
  'client-elastic-load-balancing-v2': 'elasticloadbalancing',
  'client-iam': 'iam',
  'client-route-53': 'route53',
  'client-service-quotas': 'servicequotas',
  'client-sts': 'sts',
};

/** The actions of the commands that a source imports from the SDK. */
function actionsIn(source: string): string[] {
  return [...source.matchAll(/import (?:type )?\{([^}]*)\} from '@aws-sdk\/([\w-]+)'/g)].flatMap(
    ([, names = '', client = '']) =>
      [...names.matchAll(/\b(\w+)Command\b/g)].map(([, operation = '']) => `${services[client]}:${operation}`),
  );
}

const imported = readdirSync(folder)
  .filter((name) => name.endsWith('.ts'))
  .flatMap((name) => actionsIn(readFileSync(new URL(name, folder), 'utf8')));

describe('the IAM actions', () => {
  it('are those of the commands that are imported', () => {
    expect([...new Set(imported)].sort()).toEqual([...actions]);
  });

  it('only read', () => {
    expect(actions.filter((action) => !/^\w+:(Describe|List|Get)[A-Z]/.test(action))).toEqual([]);
  });
});
