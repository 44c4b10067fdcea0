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
import { slackText } from './demo/slack-text.ts';
import { watchedAccount } from './demo/watched-account.ts';
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

const see = watchedAccount();
const minutesLater = (state: Snapshot, minutes: number): Snapshot => ({
  ...state,
  observedAt: new Date(Date.parse(snapshot.observedAt) + minutes * 60_000).toISOString(),
});

/** Shows the service a state of the account, and says what it would tell a Slack channel. */
async function watch(state: Snapshot): Promise<void> {
  const messages = await see(state);
  await writeTo(process.stdout, messages.length > 0 ? messages.map(slackText).join('') : 'Slack: nothing.\n');
}

await say('The service watches the same account. Its first look is one message:\n');
await watch(minutesLater(snapshot, 0));
const { after, what } = loseNatRoute(snapshot, 'shop');
const broken = check(after);
await say(`\nThen ${what}:\n`);
await writeTo(process.stdout, renderChanges(compareReports(healthy, broken), look));
await say('');
await watch(minutesLater(after, 10));
await say('\nThe same event comes again:\n');
await watch(minutesLater(after, 12));
await say('\nThe route is restored:\n');
await watch(minutesLater(snapshot, 30));
