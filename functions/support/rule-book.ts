import manifest from '../../package.json' with { type: 'json' };
import { neededReads } from '../../shared/app/needed-reads/needed-reads.ts';
import { ruleBook } from '../../shared/app/rule-book.ts';
import { rules } from '../../shared/rules/index.ts';
import { bundledConfig } from './bundled-config.ts';
import { bundledReaders } from './bundled-readers.ts';

/** Every rule that plumbline.yaml leaves on, with what it set. */
export const bundledRuleBook = ruleBook(rules, bundledConfig, manifest.version);

/** What those rules ask about beside the network itself. */
export const bundledReads = {
  ...neededReads(bundledRuleBook.rules, bundledRuleBook.settings),
  readers: bundledReaders,
};
