// `node scripts/keep-release.ts`: keeps what this release stores under test/fixtures/release-<version>, for the tests of later ones.
// Run it once, just before the version in package.json is raised, and commit what it writes.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import manifest from '../package.json' with { type: 'json' };
import { storedItems } from '../test/support/stored-items.ts';

const folder = new URL(`../test/fixtures/release-${manifest.version}/`, import.meta.url);
const items = (await storedItems()).map((item) => JSON.stringify(item));
const sample = await readFile(new URL('../examples/sample-account.json', import.meta.url), 'utf8');
await mkdir(folder, { recursive: true });
await writeFile(new URL('items.json', folder), `[\n${items.join(',\n')}\n]\n`);
await writeFile(new URL('snapshot.json', folder), `${JSON.stringify(JSON.parse(sample))}\n`);
