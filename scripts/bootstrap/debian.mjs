import { existsSync, readFileSync } from 'node:fs';
import { BootstrapFailure } from './failure.mjs';
import { lastLines, run } from './run.mjs';
import { say } from './say.mjs';

let updated = false;

/**
 * Gets system packages: on Debian and its kin as root they are installed, anywhere else the reader is told the
 * exact command.
 * @param {string} purpose what needs them, such as `Electron`
 * @param {readonly (readonly string[])[]} wanted names of each package, newest first: releases rename some
 */
export async function installSystemPackages(purpose, wanted) {
  if (!isDebianLike()) {
    const names = wanted.map((choice) => choice.at(-1)).join(' ');
    throw new BootstrapFailure(
      `${purpose} needs system packages that are missing here.`,
      `Install your distribution's counterparts of these Debian packages and run the command again: ${names}`,
    );
  }
  const isRoot = process.getuid?.() === 0;
  if (isRoot && !updated) {
    say('reading the list of system packages …');
    await run('apt-get', ['update', '-qq']);
    updated = true;
  }
  const names = await Promise.all(wanted.map(available));
  if (!isRoot) {
    throw new BootstrapFailure(
      `${purpose} needs system packages that are missing here. Install them and run the command again:`,
      `  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names.join(' ')}`,
    );
  }
  say(`installing system packages for ${purpose} (once): ${names.join(' ')} …`);
  const result = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (!result.ok) throw new BootstrapFailure('apt-get failed:', lastLines(result.output));
}

/** @param {readonly string[]} choice */
async function available(choice) {
  for (const name of choice) {
    const { stdout } = await run('apt-cache', ['policy', name]);
    if (/Candidate: (?!\(none\))/.test(stdout)) return name;
  }
  return choice.at(-1) ?? '';
}

function isDebianLike() {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get') || !existsSync('/etc/os-release'))
    return false;
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
}
