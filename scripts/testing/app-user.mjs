import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../bootstrap/folders.mjs';
import { run } from '../bootstrap/run.mjs';

/** Debian's `nobody`: owns nothing. */
export const NOBODY = 65534;
/** What `setpriv` needs to run a program as that user; the program follows. */
export const AS_NOBODY = [
  '--reuid',
  `${NOBODY}`,
  '--regid',
  `${NOBODY}`,
  '--clear-groups',
  '--no-new-privs',
  '--',
];

/**
 * How the tests start the app. Chromium refuses its sandbox to root, so root's tests run the app as `nobody`;
 * where this system gives ordinary users no name spaces, there is no sandbox to be had at all.
 * @typedef {object} AppUser
 * @property {string} executable what Playwright starts: Electron, or a script that becomes it
 * @property {string} app folder of the app as that user sees it
 * @property {number | null} uid the user, where it is not the one who runs the tests
 * @property {boolean} sandboxed
 * @property {string} told how that came about, for the reader
 * @property {() => void} dispose
 */

/**
 * @param {string} electron executable
 * @returns {Promise<AppUser>}
 */
export async function appUser(electron) {
  const plain = { executable: electron, app: repository, uid: null, dispose: () => undefined };
  if (process.platform !== 'linux') return { ...plain, sandboxed: true, told: 'sandboxed' };
  const isRoot = process.getuid?.() === 0;
  if (!isRoot) {
    const sandboxed = (await run('unshare', ['--user', '--map-root-user', 'true'])).ok;
    return { ...plain, sandboxed, told: sandboxed ? 'sandboxed' : NO_NAME_SPACES };
  }
  if (!(await run('setpriv', [...AS_NOBODY, 'unshare', '--user', '--map-root-user', 'true'])).ok) {
    return { ...plain, sandboxed: false, told: `as root, ${NO_NAME_SPACES}` };
  }
  const canRead = ['sh', '-c', 'test -r "$1/package.json" && test -x "$2"', 'sh', repository, electron];
  if ((await run('setpriv', [...AS_NOBODY, ...canRead])).ok) return asNobody(electron, null);
  if ((await run('unshare', ['--mount', 'true'])).ok) return asNobody(electron, repository);
  return { ...plain, sandboxed: false, told: 'as root, unsandboxed: no other user can read this folder' };
}

const NO_NAME_SPACES = 'unsandboxed: this system gives users no name spaces';

/**
 * @param {string} electron
 * @param {string | null} closed a repository that only root can read, to be shown to `nobody` at another place
 * @returns {AppUser}
 */
function asNobody(electron, closed) {
  const folder = mkdtempSync(join(tmpdir(), 'macule-app-user-'));
  chmodSync(folder, 0o755);
  const home = join(folder, 'home');
  mkdirSync(home, { mode: 0o777 });
  chmodSync(home, 0o777);
  const executable = join(folder, 'electron');
  const become = (/** @type {string} */ program) =>
    `setpriv ${AS_NOBODY.join(' ')} env HOME=${quote(home)} ${program}`;
  const app = closed === null ? repository : join(folder, 'app');
  if (closed === null) {
    writeFileSync(executable, `#!/bin/sh\nexec ${become(quote(electron))} "$@"\n`, { mode: 0o755 });
  } else {
    const dist = join(folder, 'dist');
    mkdirSync(app);
    mkdirSync(dist);
    const steps = [
      `mount --bind ${quote(closed)} ${quote(app)}`,
      `mount --bind ${quote(join(electron, '..'))} ${quote(dist)}`,
      `exec ${become(quote(join(dist, 'electron')))} "$@"`,
    ];
    const script = `#!/bin/sh\nexec unshare --mount sh -c ${quote(steps.join(' && '))} sh "$@"\n`;
    writeFileSync(executable, script, { mode: 0o755 });
  }
  const dispose = () => rmSync(folder, { recursive: true, force: true });
  return {
    executable,
    app,
    uid: NOBODY,
    sandboxed: true,
    told: 'as an unprivileged user, sandboxed',
    dispose,
  };
}

/** @param {string} text one word of a shell command */
const quote = (text) => `'${text.replaceAll("'", `'\\''`)}'`;
