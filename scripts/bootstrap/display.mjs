import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BootstrapFailure } from './failure.mjs';
import { installSystemPackages } from './debian.mjs';
import { run } from './run.mjs';

const SCREEN = '1600x1000x24';

/** @typedef {{name: string, env: {DISPLAY: string, XAUTHORITY: string}, stop: () => void}} VirtualDisplay */

export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY']);
}

/** Sees to Xvfb where no display is there. */
export async function ensureDisplayServer() {
  if (hasDisplay() || (await run('Xvfb', ['-help'])).code !== null) return;
  await installSystemPackages('a virtual display', [['xvfb']]);
}

/**
 * Starts a virtual display on a number the server itself finds free. It asks for a secret cookie, because its
 * windows show patients. It ends with its last window, even where this process is killed, unless it has to
 * outlast several.
 * @param {{lasting?: boolean}} [options]
 * @returns {Promise<VirtualDisplay>}
 */
export async function startVirtualDisplay({ lasting = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'macule-display-'));
  const XAUTHORITY = join(folder, 'cookie');
  writeFileSync(XAUTHORITY, cookieFile(), { mode: 0o600 });
  const args = [
    '-displayfd',
    '3',
    '-screen',
    '0',
    SCREEN,
    '-nolisten',
    'tcp',
    '-auth',
    XAUTHORITY,
    lasting ? '-noreset' : '-terminate',
  ];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const stop = () => {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', stop);
  const number = await new Promise((resolve, reject) => {
    const told = /** @type {import('node:stream').Readable} */ (server.stdio[3]);
    told.setEncoding('utf8').once('data', (text) => resolve(text.trim()));
    const fail = () => reject(new BootstrapFailure('the virtual display (Xvfb) did not start.'));
    server.once('error', fail).once('exit', fail);
  });
  server.unref();
  return { name: `:${number}`, env: { DISPLAY: `:${number}`, XAUTHORITY }, stop };
}

/**
 * Lets another user show windows on a virtual display.
 * @param {VirtualDisplay} display
 * @param {number} uid
 */
export function giveDisplayTo({ env: { XAUTHORITY } }, uid) {
  chownSync(XAUTHORITY, uid, uid);
  chownSync(dirname(XAUTHORITY), uid, uid);
}

/** An Xauthority file with one random cookie for every display. */
function cookieFile() {
  const ANY_FAMILY = 0xffff;
  const name = 'MIT-MAGIC-COOKIE-1';
  const field = (/** @type {Buffer | string} */ value) => {
    const bytes = Buffer.from(/** @type {any} */ (value));
    return Buffer.concat([uint16(bytes.length), bytes]);
  };
  return Buffer.concat([uint16(ANY_FAMILY), field(''), field(''), field(name), field(randomBytes(16))]);
}

/** @param {number} value */
function uint16(value) {
  return Buffer.from([value >> 8, value & 0xff]);
}
