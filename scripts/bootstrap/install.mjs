import { lstatSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { repository, stateFolder } from './folders.mjs';
import { readJson, writeJson } from './json-file.mjs';
import { BootstrapFailure } from './failure.mjs';
import { installMatchesLock, lockDigest } from './lockfile.mjs';
import { linkOwnCommand } from './own-command.mjs';
import { npm, npmFailure } from './npm.mjs';
import { say } from './say.mjs';

const stamp = join(stateFolder, 'install.json');
/** npm would wait more than a minute before it says that there is no network. */
const QUICK_RETRIES = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];
const OLDEST_NODE = [20, 19];

/** Stops with a clear sentence on a Node that cannot run the tools. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new BootstrapFailure(
    `this is Node ${process.versions.node}; Macule needs Node ${OLDEST_NODE.join('.')} or newer.`,
    'Install a current Node from https://nodejs.org and run the command again.',
  );
}

/** Whether the packages are there and belong to this lock file and this Node. */
export function isInstalled() {
  return readJson(stamp)?.digest === lockDigest(repository);
}

/** Installs the packages of the lock file where they are missing or stale. */
export async function install() {
  if (isInstalled()) return;
  const digest = lockDigest(repository);
  const adopted = readJson(stamp) === undefined || readJson(stamp)?.node === nodeLine();
  if (!adopted || !installMatchesLock(repository)) {
    refuseLinked(join(repository, 'node_modules'));
    say('installing packages (once, about a minute) …');
    const { ok, output } = await npm(
      ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...QUICK_RETRIES],
      {
        cwd: repository,
      },
    );
    if (!ok) throw npmFailure('Installing packages', output);
  }
  linkOwnCommand();
  writeJson(stamp, { digest, node: nodeLine() });
}

/**
 * A clean install empties the folder first, and through a link that would be another clone's.
 * @param {string} modules
 */
export function refuseLinked(modules) {
  if (!lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  throw new BootstrapFailure(
    `node_modules is a link to ${realpathSync(modules)}, whose packages do not match this package-lock.json.`,
    'Remove the link and run the command again, or bring the packages up to date where they are.',
  );
}

const nodeLine = () => process.versions.node.split('.')[0];
