import { mkdir } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { checkAccount } from '../shared/app/check-account.ts';
import { compareReports } from '../shared/app/compare-reports.ts';
import type { Report } from '../shared/engine/report.ts';
import { defaultSettings } from '../shared/engine/settings.ts';
import { parseSnapshot } from '../shared/model/snapshot/parse-snapshot.ts';
import type { Snapshot } from '../shared/model/snapshot/snapshot.ts';
import { renderChanges } from '../shared/reports/changes.ts';
import { renderTerminal } from '../shared/reports/terminal.ts';
import { rules } from '../shared/rules/index.ts';
import { loseNatRoute } from './demo/lose-nat-route.ts';
import { readJson } from './files.ts';
import { terminalLook, writeReport, writeTo } from './output.ts';
import { version } from './version.ts';

const sampleFile = 'examples/sample-account.json';
const reportFile = 'dist/demo/report.html';

const look = terminalLook();
const say = (text: string) => writeTo(process.stdout, `${text}\n`);

/** Reports of the sample account carry its own date, so that the demo says the same every day. */
const check = (snapshot: Snapshot): Report =>
  checkAccount(snapshot, { rules, settings: defaultSettings, now: snapshot.observedAt, version });

const { snapshot } = parseSnapshot(await readJson(sampleFile));
const healthy = check(snapshot);
await writeTo(process.stdout, renderTerminal(healthy, { ...look, verbose: false }));

await mkdir('dist/demo', { recursive: true });
await writeReport(healthy, { output: reportFile });
await say(`\nThe same as a page with all evidence: ${pathToFileURL(reportFile).href}\n`);

const { after, what } = loseNatRoute(snapshot, 'shop');
const broken = check(after);
await say(`Now ${what}:\n`);
await writeTo(process.stdout, renderChanges(compareReports(healthy, broken), look));
await say('\nThe route is restored:\n');
await writeTo(process.stdout, renderChanges(compareReports(broken, check(snapshot)), look));
