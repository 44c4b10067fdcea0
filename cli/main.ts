import { Command, CommanderError } from 'commander';
import type { ExitCode } from '../shared/app/exit-code.ts';
import { addAddresses } from './commands/addresses.ts';
import { addCheck } from './commands/check.ts';
import { addCollectScript } from './commands/collect-script.ts';
import { addDoctor } from './commands/doctor.ts';
import { addExplain } from './commands/explain.ts';
import { addLoadBalancerSubnets } from './commands/load-balancer-subnets.ts';
import { addPath } from './commands/path.ts';
import { addRules } from './commands/rules.ts';
import { addSimulate } from './commands/simulate.ts';
import { addSnapshot } from './commands/snapshot.ts';
import { addWaivers } from './commands/waivers.ts';
import { exitCodeOfError, messageOf } from './failure.ts';
import { version } from './version.ts';

const finish = (code: ExitCode): void => {
  process.exitCode = code;
};

const program = new Command('plumbline')
  .description('Proves whether the networks of Amazon EKS clusters are fit for EKS, and says what to fix.')
  .version(version)
  .showSuggestionAfterError()
  .exitOverride();

addCheck(program, finish);
addAddresses(program, finish);
addLoadBalancerSubnets(program, finish);
addSimulate(program, finish);
addPath(program, finish);
addDoctor(program, finish);
addWaivers(program, finish);
addSnapshot(program);
addCollectScript(program);
addRules(program);
addExplain(program);
for (const command of program.commands) command.exitOverride();

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) process.stderr.write(`plumbline: ${messageOf(error)}\n`);
  finish(exitCodeOfError(error));
}
