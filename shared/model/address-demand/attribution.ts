import { instancesLack, type UnattributedInstance, unattributedInstancesIn } from '../running-nodes.ts';
import { attempt } from '../view/observing.ts';
import { NotObserved } from '../view/reveal.ts';
import type { PoolContext } from './lacking.ts';

/** Where instances were not read: which group the instances in a pool belong to. */
export interface Attribution {
  readonly byGroup: ReadonlyMap<string, readonly UnattributedInstance[]>;
  /** Instances that may be nodes of any group; without limit where neither instances nor interfaces are known. */
  readonly unseen: number;
  /** Why instances are not known. */
  readonly unread: NotObserved | undefined;
}

/** An instance is a group's own when no other group of its cluster, and nothing else that launches nodes, uses its subnet. */
export function attributionIn(context: Pick<PoolContext, 'account' | 'pool' | 'interfacesKnown'>): Attribution {
  const { account, pool, interfacesKnown } = context;
  const unread = instancesLack(account);
  if (!unread) return { byGroup: new Map(), unseen: 0, unread: undefined };

  const byGroup = new Map<string, UnattributedInstance[]>();
  let ambiguous = 0;
  const seen = attempt(() => pool.subnets.flatMap(({ id }) => unattributedInstancesIn(account, id)));
  for (const instance of seen instanceof NotObserved ? [] : seen) {
    const [owner, ...others] = groupsAt(context, instance);
    if (owner === undefined || others.length > 0) ambiguous++;
    else byGroup.set(owner, [...(byGroup.get(owner) ?? []), instance]);
  }
  return { byGroup, unseen: interfacesKnown ? ambiguous : Number.POSITIVE_INFINITY, unread };
}

function groupsAt({ pool }: Pick<PoolContext, 'pool'>, { cluster, subnetId }: UnattributedInstance): readonly string[] {
  if (pool.automatic.some(({ name }) => name === cluster)) return [];
  const here = pool.groups.filter(({ view, group }) => view.name === cluster && group.subnetIds.includes(subnetId));
  return here.map(({ group }) => group.id);
}
