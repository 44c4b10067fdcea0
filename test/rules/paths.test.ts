import { expect, it } from '@jest/globals';
import type { Verdict, Violation } from '../../shared/engine/verdict.ts';
import type { PathAnswer } from '../../shared/model/path/answer.ts';
import { type NeededPath, neededPaths } from '../../shared/model/path/needed-paths.ts';
import { tracePath } from '../../shared/model/path/trace-path.ts';
import { attempt, observedOf } from '../../shared/model/view/observing.ts';
import { AccountView, type ClusterView } from '../../shared/model/view/views.ts';
import { rules } from '../../shared/rules/index.ts';
import { loadCases } from '../support/load-cases.ts';
import type { RuleCase } from '../support/rule-cases.ts';

/** The families about the ways that packets take. */
const isAboutWays = ({ code }: { readonly code: string }): boolean => /^[DEFGI]/.test(code);
const judging = rules.filter(isAboutWays);
const tables = (await loadCases()).filter(({ rule }) => isAboutWays(rule));
const distinct = new Map(
  tables.flatMap(({ cases }) => cases).map((given) => [JSON.stringify([given.given, given.declare]), given]),
);

/** What no rule judges: lists on the way to the internet, endpoints by names that nodes do not ask for, nodes’ kubelets from other nodes. */
function isBeyondRules({ use }: NeededPath, cause: { readonly kind: string }): boolean {
  if (cause.kind === 'endpoint-security-group') return true;
  if (use === 'nodes → kubelets')
    return cause.kind === 'security-group-self-rule' || cause.kind === 'security-group-rule';
  if (cause.kind.startsWith('network-acl')) return use === 'nodes → API server' || use === 'nodes → AWS services';
  return false;
}

const keyOf = ({ kind, resource }: { readonly kind: string; readonly resource: string }) => `${kind} ${resource}`;

function viewOf({ given, declare, cluster }: RuleCase) {
  const account = new AccountView(given, { declarationsOf: () => declare ?? {} });
  return account.clusters.find(({ name }) => name === (cluster ?? 'demo'));
}

/** Rules whose violations mean that something the cluster needs does not get through. */
const closing = ['D2', 'D8', 'D10', 'E2', 'F4', 'F8', 'F9', 'F15', 'G4', 'I2'];

/** Names that the resolver of a VPC is not asked for, and interfaces with addresses that their subnets do not show, are not traced. */
const isTraced = ({ cluster }: ClusterView, { cause, severity }: Violation): boolean =>
  severity !== 'low' && cause.kind !== 'dhcp-options' && attempt(() => cluster.ipFamily) === 'ipv4';

interface Judged {
  readonly view: ClusterView;
  readonly verdicts: readonly Verdict[];
  readonly paths: readonly (readonly [NeededPath, PathAnswer])[];
  /** Something is not known, to rules or on some path. */
  readonly isOpen: boolean;
}

const judged = [...distinct.values()].flatMap((given): readonly (Judged & { readonly name: string })[] => {
  const view = viewOf(given);
  if (!view) return [];
  const verdicts = judging.flatMap((rule) => rule.judge(view, { parameters: {}, profiles: new Set(given.profiles) }));
  const needed = neededPaths(view);
  const known = observedOf(needed);
  const paths = known.map((path) => [path, tracePath(view, path)] as const);
  const isOpen =
    known.length < needed.length ||
    paths.some(([, { verdict }]) => verdict === 'undecidable') ||
    verdicts.some(({ status }) => status === 'indeterminate');
  return [{ name: given.name, view, verdicts, paths, isOpen }];
});

it('names no cause of a blocked path that the rules, all together, do not name or leave open', () => {
  const blocked = judged.flatMap(({ name, verdicts, paths, isOpen }) => {
    const causes = new Set(verdicts.flatMap(({ violations }) => violations.map(({ cause }) => keyOf(cause))));
    return paths.flatMap(([path, { block }]) =>
      block
        ? [
            {
              is: `${name}: ${path.use}: ${keyOf(block.cause)}`,
              known: isOpen || causes.has(keyOf(block.cause)) || isBeyondRules(path, block.cause),
            },
          ]
        : [],
    );
  });
  expect(blocked.filter(({ known }) => !known)).toEqual([]);
  expect(blocked.length).toBeGreaterThan(1000);
});

it('finds a blocked path wherever a rule says that something is closed', () => {
  const closed = judged.flatMap(({ name, view, verdicts, paths, isOpen }) => {
    const isBlocked = isOpen || paths.some(([, { block }]) => block !== undefined);
    return verdicts
      .filter(({ code }) => closing.includes(code))
      .flatMap(({ code, violations }) =>
        violations
          .filter((one) => isTraced(view, one))
          .map(({ message }) => ({ is: `${name}: ${code} ${message}`, isBlocked })),
      );
  });
  expect(closed.filter(({ isBlocked }) => !isBlocked)).toEqual([]);
  expect(closed.length).toBeGreaterThan(100);
});
