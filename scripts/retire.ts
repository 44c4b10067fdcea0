// `npm run retire -- --region eu-central-1`: has the deployed service take back what it told, until nothing is left that could alarm
// anybody; then it can be removed. `--undo` has it work again. Everything else goes to `serverless invoke`.
import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Retired, retiredIn } from './support/retired.ts';

const serverless = 'node_modules/serverless/bin/serverless.js';
const attempts = 20;
const pauseMs = 15_000;

const args = process.argv.slice(2);
const undo = args.includes('--undo');
const options = args.filter((arg) => arg !== '--undo');

/** What the function answers. Ends the program where it does not. */
function invoke(): Retired {
  const data = JSON.stringify({ undo });
  const command = [serverless, 'invoke', '--function', 'retire', '--data', data, ...options];
  const { status, stdout } = spawnSync(process.execPath, command, {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  const answer = status === 0 ? retiredIn(stdout) : undefined;
  if (answer !== undefined) return answer;
  console.error(stdout.trim());
  process.exit(1);
}

for (let attempt = 1; ; attempt++) {
  const answer = invoke();
  for (const line of answer.lines) console.log(line);
  if (answer.isDone) break;
  if (attempt === attempts) {
    console.error('Something is left. Run it again once the cause is gone.');
    process.exitCode = 1;
    break;
  }
  await sleep(pauseMs);
}
