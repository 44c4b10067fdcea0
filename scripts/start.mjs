#!/usr/bin/env node
// The way in for the npm scripts: plain JavaScript for Node 20 and newer, built-in modules only.
//
//   node scripts/start.mjs [--quiet] [--with-python] [--in-caller-folder] <npm script> [arguments…]
//
// Installs what is missing, then runs the command of that npm script with Node 24. Arguments, signals and the exit code
// pass through untouched; stdout belongs to the command alone.
//   --quiet             says nothing unless something has to be installed
//   --with-python       also installs local AWS (test/support/requirements.txt) into .venv
//   --in-caller-folder  runs where npm was called, so that relative paths in the arguments mean what they say there

import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const inRoot = (...parts) => join(root, ...parts);
const say = (line) => process.stderr.write(`plumbline: ${line}\n`);

function stop(...lines) {
  for (const line of lines) say(line);
  process.exit(2);
}

/** Runs a program to its end with its output on our stderr, and stops when it fails. */
function run(program, args) {
  const result = spawnSync(program, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (result.error) stop(`could not run ${program}: ${result.error.message}`);
  if (result.status !== 0) stop(`${[program, ...args].join(' ')} failed (${result.signal ?? result.status})`);
}

/** True when npm's own record of what it installed agrees with package-lock.json; packages for other platforms may be absent. */
function packagesAreInstalled() {
  const record = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const packagesIn = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const installed = packagesIn(record);
  const { '': _, ...wanted } = packagesIn(inRoot('package-lock.json'));
  return (
    Object.keys(installed).every((path) => path in wanted) &&
    Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
      const found = installed[path];
      return found ? found.version === version && found.integrity === integrity : optional === true;
    })
  );
}

function installPackages() {
  say('installing packages with npm ci (once, about half a minute)');
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  if (npm) run(process.execPath, [npm, ...args]);
  else run('npm', args);
}

function installPython() {
  const requirements = inRoot('test', 'support', 'requirements.txt');
  const stamp = inRoot('.venv', 'requirements.sha256');
  const hash = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;

  const python = findPython();
  say(`installing local AWS for the tests into .venv with ${python} (once, about a minute)`);
  run(python, ['-m', 'venv', '--clear', inRoot('.venv')]);
  run(inRoot('.venv', 'bin', 'python'), [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '-r',
    requirements,
  ]);
  writeFileSync(stamp, hash);
}

function findPython() {
  const answers = (program, code) => spawnSync(program, ['-c', code], { stdio: 'ignore' }).status === 0;
  const programs = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11'];
  const recent = programs.filter((program) => answers(program, 'import sys; sys.exit(sys.version_info < (3, 11))'));
  if (recent.length === 0)
    stop('the tests need Python 3.11 or newer as python3, for a local AWS. Install it and try again.');

  const python = recent.find((program) => answers(program, 'import venv, ensurepip'));
  if (!python) {
    stop(
      `${recent[0]} cannot create virtual environments, which the tests need for a local AWS.`,
      'On Debian and Ubuntu install the package python3-venv and try again.',
    );
  }
  return python;
}

/** The folder of a Node that is at least 24: the one npm installed for this platform, else the one that runs this file. */
function findNode24() {
  const bundled = inRoot('node_modules', `node-${process.platform}-${process.arch}`, 'bin');
  if (existsSync(join(bundled, 'node'))) return bundled;
  if (Number(process.versions.node.split('.')[0]) >= 24) return dirname(process.execPath);
  return stop(
    `Node 24 or newer is needed; this is Node ${process.versions.node}, and none is packaged for ${process.platform}-${process.arch}.`,
    'Install Node 24 from https://nodejs.org and try again.',
  );
}

/** The command of an npm script as words; words that name a file of this checkout become absolute paths. */
function commandOf(script) {
  const command = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')).scripts?.[script];
  if (!command) stop(`package.json has no script "${script}"`);
  return command.split(' ').map((word) => (/[./]/.test(word) && existsSync(inRoot(word)) ? inRoot(word) : word));
}

/** Runs the command and ends as it ends: with its exit code, or by the signal that ended it. */
function become([program, ...args], options) {
  const child = spawn(program, args, { ...options, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => stop(`could not run ${program}: ${error.message}`));
  child.on('exit', (code, signal) => {
    if (signal) {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    } else {
      process.exit(code);
    }
  });
}

function parse(argv) {
  const at = argv.findIndex((argument) => !argument.startsWith('--'));
  if (at === -1)
    stop('usage: node scripts/start.mjs [--quiet] [--with-python] [--in-caller-folder] <npm script> [arguments…]');
  return { options: new Set(argv.slice(0, at)), script: argv[at], args: argv.slice(at + 1) };
}

const { options, script, args } = parse(process.argv.slice(2));
if (!packagesAreInstalled()) installPackages();
if (options.has('--with-python')) installPython();
const node24 = findNode24();
const path = [node24, inRoot('node_modules', '.bin'), process.env.PATH].join(delimiter);
if (!options.has('--quiet')) say(`running ${script} with the Node in ${relative(root, node24)}`);
become([...commandOf(script), ...args], {
  cwd: (options.has('--in-caller-folder') && process.env.INIT_CWD) || root,
  env: { ...process.env, PATH: path },
});
