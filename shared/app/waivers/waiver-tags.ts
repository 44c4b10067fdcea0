import * as z from 'zod';
import type { Rule } from '../../engine/rule.ts';
import type { Settings } from '../../engine/settings.ts';
import type { ResourceRef } from '../../engine/verdict.ts';
import { daysLeft, mostWaiverDays, type Waiver, waiverTagPrefix } from '../../engine/waiver.ts';
import type { RefusedWaiverTag } from '../../engine/waiver-standing.ts';
import { remembered } from '../../model/view/memo.ts';
import { attempt, observedOf } from '../../model/view/observing.ts';
import { NotObserved } from '../../model/view/reveal.ts';
import type { AccountView } from '../../model/view/views.ts';

interface WaiverTag {
  readonly resource: ResourceRef;
  readonly tag: string;
  readonly value: string;
}

/** What tags ask to waive, and those that are not honoured. Tags that were not observed waive nothing. */
export function waiversByTags(
  account: AccountView,
  rules: readonly Pick<Rule, 'code'>[],
  { waiverTags }: Pick<Settings, 'waiverTags'>,
  now: string,
): { readonly waivers: readonly Waiver[]; readonly refused: readonly RefusedWaiverTag[] } {
  const waivers: Waiver[] = [];
  const refused: RefusedWaiverTag[] = [];
  for (const tag of tagsIn(account)) {
    const read = waiverTags
      ? waiverIn(tag, rules, now)
      : 'waiverTags is not switched on in plumbline.yaml, so tags waive nothing.';
    if (typeof read === 'string') refused.push({ ...tag, reason: read });
    else waivers.push(read);
  }
  return { waivers, refused };
}

/** The waivers of the configuration and those by tags, with the tags that are not honoured: asked once for an account. */
export function waiversOf(account: AccountView, rules: readonly Pick<Rule, 'code'>[], settings: Settings, now: string) {
  const { waivers, refused } = waiversByTags(account, rules, settings, now);
  return { waivers: [...settings.waivers, ...waivers], refused };
}

const form = /^(\d{4}-\d\d-\d\d) +(\S+) +(\S.*)$/;

/** The waiver, or what is wrong with it. */
function waiverIn({ resource, tag, value }: WaiverTag, rules: readonly Pick<Rule, 'code'>[], now: string) {
  const code = tag.slice(waiverTagPrefix.length);
  if (!/^[A-Z]\d{1,3}$/.test(code)) return `${code || 'Nothing'} is no code of a rule.`;
  const [, expires = '', owner = '', reason = ''] = form.exec(value.trim()) ?? [];
  if (!z.iso.date().safeParse(expires).success) return 'Its value is not <YYYY-MM-DD> <owner> <reason>.';
  if (daysLeft({ expires }, now) > mostWaiverDays) return `A waiver lasts ${mostWaiverDays} days at most.`;
  if (!rules.some((rule) => rule.code === code)) return `No rule ${code} is applied.`;
  return { code, cluster: '*', resource: resource.id, reason, owner, expires, source: 'tag' as const };
}

/** Every waiver tag of the account's resources, whatever it says. */
const tagsIn = remembered((account: AccountView): readonly WaiverTag[] => [
  ...account.clusters.flatMap((view) => [
    ...tagsOn({ type: 'cluster', id: view.name }, () => view.cluster.tags),
    ...members(() => view.nodeGroups.entries()).flatMap((group) =>
      tagsOn({ type: 'node-group', id: group.id }, () => group.tags),
    ),
  ]),
  ...members(() => account.vpcs.entries()).flatMap((vpc) => tagsOn({ type: 'vpc', id: vpc.id }, () => vpc.tags)),
  ...members(() => account.subnets.entries()).flatMap((subnet) =>
    tagsOn({ type: 'subnet', id: subnet.id }, () => subnet.tags),
  ),
  ...members(() => account.routeTables.entries()).flatMap((table) =>
    tagsOn({ type: 'route-table', id: table.id }, () => table.tags),
  ),
  ...members(() => account.securityGroups.entries()).flatMap((group) =>
    tagsOn({ type: 'security-group', id: group.id }, () => group.tags),
  ),
  ...members(() => account.loadBalancers.entries()).flatMap((balancer) =>
    tagsOn({ type: 'load-balancer', id: balancer.id }, () => balancer.tags),
  ),
]);

function members<T>(ask: () => readonly (T | NotObserved)[]): readonly T[] {
  const entries = attempt(ask);
  return entries instanceof NotObserved ? [] : observedOf(entries);
}

function tagsOn(resource: ResourceRef, ask: () => Readonly<Record<string, string>>): readonly WaiverTag[] {
  const tags = attempt(ask);
  if (tags instanceof NotObserved) return [];
  return Object.entries(tags).flatMap(([tag, value]) =>
    tag.startsWith(waiverTagPrefix) ? [{ resource, tag, value }] : [],
  );
}
