import manifest from '../../package.json' with { type: 'json' };
import { ruleBook } from '../../shared/app/rule-book.ts';
import { rules } from '../../shared/rules/index.ts';
import { bundledConfig } from './bundled-config.ts';

/** Every rule, with what plumbline.yaml set. */
export const bundledRuleBook = ruleBook(rules, bundledConfig, manifest.version);
