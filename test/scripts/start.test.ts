import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const start = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url));
let root: string;

const write = (path: string, text: string): string => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  return join(root, path);
};
const program = (path: string, text: string) => chmodSync(write(path, `#!/bin/sh\n${text}\n`), 0o755);
const lock = (...names: string[]) => {
  const entries = names.map((name) => [`node_modules/${name}`, { version: '1.0.0', integrity: 'sha512-x' }]);
  return JSON.stringify({ packages: Object.fromEntries(entries) });
};
const wanted = (packages: object) => JSON.stringify({ packages: { '': { name: 'sample' }, ...packages } });

const run = (args: string[], env: NodeJS.ProcessEnv = {}, cwd = root): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, [join(root, 'scripts/start.mjs'), ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, INIT_CWD: cwd, ...env },
  });

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'plumbline-start-')));
  mkdirSync(join(root, 'scripts'));
  cpSync(start, join(root, 'scripts/start.mjs'));
  write(
    'package.json',
    JSON.stringify({ scripts: { 'sample:run': 'node scripts/sample.mjs', 'hang:run': 'node scripts/hang.mjs' } }),
  );
  write('package-lock.json', wanted({ 'node_modules/a': { version: '1.0.0', integrity: 'sha512-x' } }));
  write('node_modules/.package-lock.json', lock('a'));
  write(
    'scripts/sample.mjs',
    'console.log(JSON.stringify({ args: process.argv.slice(2), cwd: process.cwd() })); process.exitCode = 3;',
  );
  write(
    'scripts/hang.mjs',
    `process.on('SIGTERM', () => process.exit(7)); setInterval(() => {}, 1000); console.log('ready');
     if (process.argv[2] === 'die') process.kill(process.pid, 'SIGKILL');`,
  );
});
afterEach(() => rmSync(root, { recursive: true }));

describe('scripts/start.mjs hands over', () => {
  it('arguments as they are, the exit code, and stdout', () => {
    const args = ['two words', '$HOME', '"quoted"', '', '--quiet', 'a;b'];
    const { status, stdout, stderr } = run(['--quiet', 'sample:run', ...args]);
    expect([status, JSON.parse(stdout), stderr]).toEqual([3, { args, cwd: root }, '']);
  });

  it('with one line about it on stderr, unless it is quiet', () => {
    expect(run(['sample:run']).stderr).toMatch(/^plumbline: running sample:run .*\n$/);
  });

  it('from the folder where npm was called, when asked to', () => {
    const folder = join(root, 'elsewhere');
    mkdirSync(folder);
    expect(JSON.parse(run(['--in-caller-folder', 'sample:run'], {}, folder).stdout).cwd).toBe(folder);
    expect(JSON.parse(run(['sample:run'], {}, folder).stdout).cwd).toBe(root);
  });

  it('signals, and ends as the command ends', async () => {
    const child = spawn(process.execPath, [join(root, 'scripts/start.mjs'), '--quiet', 'hang:run'], { stdio: 'pipe' });
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([7, null]);
    expect(run(['--quiet', 'hang:run', 'die']).signal).toBe('SIGKILL');
  });

  it('nothing when there is no such script', () => {
    const { status, stderr } = run(['missing:run']);
    expect([status, stderr]).toEqual([2, expect.stringContaining('package.json has no script "missing:run"')]);
  });
});

describe('scripts/start.mjs installs packages', () => {
  /** Stands for npm: notes its arguments, writes to stdout as npm does, and leaves npm's record. */
  const fakeNpm = () =>
    write(
      'fake-npm.mjs',
      `import { writeFileSync } from 'node:fs';
       console.log('added 1 package');
       writeFileSync('npm-arguments', process.argv.slice(2).join(' '));
       writeFileSync('node_modules/.package-lock.json', ${JSON.stringify(lock('a'))});`,
    );
  const installs = () => {
    const { status, stdout, stderr } = run(['--quiet', 'sample:run'], { npm_execpath: fakeNpm() });
    expect([status, JSON.parse(stdout).args]).toEqual([3, []]);
    const installed = existsSync(join(root, 'npm-arguments'));
    expect(stderr.includes('plumbline: installing packages with npm ci')).toBe(installed);
    return installed;
  };

  it('when there are none, and keeps stdout for the command', () => {
    rmSync(join(root, 'node_modules'), { recursive: true });
    mkdirSync(join(root, 'node_modules'));
    expect(installs()).toBe(true);
    expect(readFileSync(join(root, 'npm-arguments'), 'utf8')).toMatch(/^ci --include=dev --include=optional /);
  });

  it.each([
    ['a package has another version', { 'node_modules/a': { version: '1.0.1', integrity: 'sha512-y' } }, true],
    ['a package was added', { 'node_modules/b': { version: '1.0.0', integrity: 'sha512-x' } }, true],
    ['a package was removed', { 'node_modules/a': undefined }, true],
    [
      'an optional package for another platform is absent',
      { 'node_modules/b': { version: '1', optional: true } },
      false,
    ],
    ['nothing changed', {}, false],
  ])('%s', (_, change, expected) => {
    write('package-lock.json', wanted({ 'node_modules/a': { version: '1.0.0', integrity: 'sha512-x' }, ...change }));
    expect(installs()).toBe(expected);
  });

  it('and stops when that fails', () => {
    rmSync(join(root, 'node_modules/.package-lock.json'));
    const { status, stdout, stderr } = run(['sample:run'], { npm_execpath: write('fail.mjs', 'process.exit(1)') });
    expect([status, stdout, stderr]).toEqual([2, '', expect.stringMatching(/ ci .* failed \(1\)/)]);
  });
});

describe('scripts/start.mjs installs local AWS', () => {
  const withPython = () => run(['--quiet', '--with-python', 'sample:run'], { PATH: join(root, 'bin') });
  beforeEach(() => {
    mkdirSync(join(root, 'bin'));
    write('test/support/requirements.txt', 'moto==0\n');
  });

  it('and says what is missing without Python', () => {
    expect(withPython()).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('need Python 3.11') });
  });

  it('and says what is missing with an old Python', () => {
    program('bin/python3', 'exit 1');
    expect(withPython()).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('need Python 3.11') });
  });

  it('and names the package when Python cannot make virtual environments', () => {
    program('bin/python3', 'case "$2" in *ensurepip*) exit 1;; esac');
    expect(withPython()).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('python3-venv') });
  });

  it('once for each version of the requirements', () => {
    program(
      'bin/python3',
      `if [ "$2" = venv ]; then /bin/mkdir -p "$4/bin"; echo '#!/bin/sh' > "$4/bin/python"; /bin/chmod +x "$4/bin/python"; fi`,
    );
    const says = 'installing local AWS';
    expect(withPython()).toMatchObject({ status: 3, stderr: expect.stringContaining(says) });
    expect(withPython()).toMatchObject({ status: 3, stderr: '' });
    write('test/support/requirements.txt', 'moto==1\n');
    expect(withPython()).toMatchObject({ status: 3, stderr: expect.stringContaining(says) });
  });
});
