import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ownNodeHeaders } from './node-headers.mjs';
import { lastLines, run } from './run.mjs';
import { BootstrapFailure } from './failure.mjs';

/**
 * Runs npm: the one that called us, else the one beside this Node, else the one on the PATH.
 * @param {readonly string[]} args
 * @param {{cwd: string}} options
 */
export function npm(args, { cwd }) {
  const script = npmScript();
  const env = { ...process.env, ...headers() };
  if (script !== undefined) return run(process.execPath, [script, ...args], { cwd, env });
  return run('npm', args, { cwd, env, shell: process.platform === 'win32' });
}

/** Packages that npm compiles take the headers that came with Node, where there are any: else they download them. */
function headers() {
  const prefix = process.env['npm_config_nodedir'] ?? ownNodeHeaders();
  return prefix === undefined ? {} : { npm_config_nodedir: prefix };
}

/** @returns {string | undefined} */
function npmScript() {
  const folder = dirname(process.execPath);
  const candidates = [
    process.env['npm_execpath'],
    join(folder, 'node_modules/npm/bin/npm-cli.js'),
    join(folder, '../lib/node_modules/npm/bin/npm-cli.js'),
  ];
  return candidates.find((path) => path !== undefined && path.endsWith('npm-cli.js') && existsSync(path));
}

const NETWORK_ERROR = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH/;

/**
 * The failure of an npm command that needed the network.
 * @param {string} what such as `Installing packages`
 * @param {string} output what npm printed
 */
export function npmFailure(what, output) {
  if (NETWORK_ERROR.test(output)) {
    return new BootstrapFailure(
      `${what} failed: the package registry cannot be reached.`,
      'Connect this computer to the internet (or set npm’s registry and proxy) and run the command again; later starts work offline.',
    );
  }
  return new BootstrapFailure(`${what} failed. npm said:`, lastLines(output));
}
