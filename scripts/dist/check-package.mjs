import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../bootstrap/folders.mjs';
import { lastLines, run } from '../bootstrap/run.mjs';
import { AS_NOBODY } from '../testing/app-user.mjs';
import { fuseStates } from './fuse-states.mjs';

/**
 * A package as it lies installed.
 * @typedef {object} Installed
 * @property {string} name
 * @property {string} executable
 * @property {() => Promise<void>} uninstall
 */

/** @typedef {import('./expectations.mjs').Expect} Expect */

/** Longest start, analysis and end of the app, milliseconds. */
const LIMIT_MS = 180_000;
const PNG_SIGNATURE = '89504e470d0a1a0a';

const MUST_BE_ON = ['cookieEncryption', 'embeddedAsarIntegrity', 'onlyLoadAppFromAsar'];
const MUST_BE_OFF = ['runAsNode', 'nodeOptions', 'nodeCliInspect', 'fileProtocolPrivileges'];

/**
 * Starts an installed app as an ordinary user, has it analyse a photo, removes it, and sees to it that the user's data
 * stayed.
 * @param {Installed} installed
 * @param {string} photo
 * @param {NodeJS.ProcessEnv} display
 * @param {Expect} expect
 */
export async function checkPackage(installed, photo, display, expect) {
  const home = mkdtempSync(join(tmpdir(), 'macule-dist-home-'));
  chmodSync(home, 0o777);
  try {
    checkFuses(installed.executable, expect);
    await checkFuseBehaviour(installed.executable, home, display, expect);
    const picture = join(home, 'map.png');
    const started = await asUser(installed.executable, [photo, '--capture', picture], home, display);
    expect('analyses a photo and saves its lesion map', started.ok, lastLines(started.output));
    const png = existsSync(picture) ? readFileSync(picture) : Buffer.alloc(0);
    expect(
      'the saved map is a picture',
      png.subarray(0, 8).toString('hex') === PNG_SIGNATURE && png.length > 50_000,
    );
    const library = join(home, '.config', 'macule');
    const before = await recorded(library);
    expect(
      `one photo with lesions is on record (${before?.lesions} lesions, ${before?.engine})`,
      before?.photos === 1 && before.lesions > 3 && before.engine !== 'tfjs-wasm',
    );
    await checkDemo(installed.executable, home, display, expect);
    await installed.uninstall();
    expect('is gone after removal', !existsSync(installed.executable));
    expect('the record stays after removal', (await recorded(library))?.lesions === before?.lesions);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/**
 * @param {string} executable the file that holds the fuses
 * @param {Expect} expect
 */
export function checkFuses(executable, expect) {
  const states = fuseStates(executable);
  for (const name of MUST_BE_ON) expect(`fuse ${name} is on`, states[name] === true);
  for (const name of MUST_BE_OFF) expect(`fuse ${name} is off`, states[name] === false);
}

/**
 * The demo makes a clinic of its own, and takes it away again.
 * @param {string} executable
 * @param {string} home
 * @param {NodeJS.ProcessEnv} display
 * @param {Expect} expect
 */
async function checkDemo(executable, home, display, expect) {
  const temporary = join(home, 'temporary');
  mkdirSync(temporary);
  chmodSync(temporary, 0o777);
  const picture = join(home, 'demo.png');
  const env = { ...display, TMPDIR: temporary };
  const shown = await asUser(executable, ['--demo', '--capture', picture], home, env);
  // Systems without a desktop have much to say before what matters.
  const told = `exit code ${shown.code}\n${lastLines(shown.output, 60)}`;
  expect('shows the demo', shown.ok && existsSync(picture), told);
  const left = readdirSync(temporary).filter((name) => name.startsWith('macule-'));
  expect('leaves nothing of the demo behind', left.length === 0, left.join(', '));
}

/**
 * What the fuses are for: nobody turns the app into a Node of their own.
 * @param {string} executable
 * @param {string} home
 * @param {NodeJS.ProcessEnv} display
 * @param {Expect} expect
 */
async function checkFuseBehaviour(executable, home, display, expect) {
  const mark = join(home, 'mark');
  const intruder = join(home, 'intruder.cjs');
  writeFileSync(intruder, `require('node:fs').writeFileSync(${JSON.stringify(mark)}, 'x')`);
  const env = { ...display, NODE_OPTIONS: `--require ${intruder}`, ELECTRON_RUN_AS_NODE: '1' };
  // `--capture` without a file's name makes the app end at once, with a sentence.
  const answer = await asUser(executable, ['--inspect=0', intruder, '--capture'], home, env);
  expect('ELECTRON_RUN_AS_NODE and NODE_OPTIONS start no other code', !existsSync(mark));
  expect('--inspect opens no debugger', !answer.output.includes('Debugger listening'));
  expect('a senseless start says what is missing', answer.output.includes('--capture needs'), answer.output);
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {string} home
 * @param {NodeJS.ProcessEnv} env
 */
function asUser(program, args, home, env) {
  const clean = { PATH: process.env['PATH'], LANG: 'C.UTF-8', ...env, HOME: home };
  const options = { env: clean, cwd: home, timeoutMs: LIMIT_MS };
  if (process.getuid?.() !== 0) return run(program, args, options);
  return run('setpriv', [...AS_NOBODY, program, ...args], options);
}

/**
 * What a library without a passphrase has on record, as Macule's own command tells it.
 * @param {string} library data folder of the app
 * @returns {Promise<{ photos: number, lesions: number, engine: string | null } | null>} null where the system's
 *   keychain has its key, which only the app can ask
 */
export async function recorded(library) {
  const command = join(repository, 'out/main/cli.js');
  const args = [command, 'library', 'summary', '--library', library, '--json'];
  const { ok, output } = await run(process.execPath, args, { cwd: repository });
  if (ok) return JSON.parse(lastLines(output, 1));
  return output.includes('needs a passphrase') ? null : { photos: 0, lesions: 0, engine: null };
}
