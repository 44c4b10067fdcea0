// `npm run audit`: known vulnerabilities of what is shipped. A registry that does not answer proves nothing and says so;
// with --required (for a release) it fails.
import { productionAudit } from './support/production-audit.ts';

const { verdict, lines } = await productionAudit();
console.log([`vulnerabilities: ${verdict}`, ...lines].join('\n'));
if (verdict === 'found' || (verdict === 'not known' && process.argv.includes('--required'))) process.exitCode = 1;
