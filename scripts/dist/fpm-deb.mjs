#!/usr/bin/env node
/**
 * Stands in for fpm where that cannot be downloaded: takes the options that electron-builder passes for a deb and has
 * `dpkg-deb` make it. What goes where, what is run after installing and what it depends on is electron-builder's.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

const FLAGS = new Set(['--force', '-f']);

const { options, sources } = parse(process.argv.slice(2));
const target = one('--package');
const stage = mkdtempSync(`${target}-`);
try {
  for (const source of sources) {
    const [from = '', to = ''] = source.split('=');
    const place = join(stage, to);
    mkdirSync(dirname(place), { recursive: true });
    cpSync(from, place, { recursive: true, verbatimSymlinks: true });
    if (statSync(place).isFile()) chmodSync(place, 0o644);
  }
  const control = join(stage, 'DEBIAN');
  mkdirSync(control);
  writeFileSync(join(control, 'control'), controlFile());
  script('--after-install', 'postinst');
  script('--after-remove', 'postrm');
  chmodSync(stage, 0o755);
  const made = spawnSync('dpkg-deb', ['--root-owner-group', '-Zxz', '-z4', '--build', stage, target], {
    stdio: 'inherit',
  });
  process.exitCode = made.status ?? 1;
} finally {
  rmSync(stage, { recursive: true, force: true });
}

function controlFile() {
  const [summary = '', ...text] = one('--description').split('\n');
  const fields = {
    Package: one('--name'),
    Version: one('--version'),
    Architecture: one('--architecture'),
    Maintainer: one('--maintainer'),
    'Installed-Size': String(installedKilobytes()),
    Depends: all('-d').join(', '),
    Recommends: all('--deb-recommends').join(', '),
    Section: 'science',
    Priority: one('--deb-priority'),
    Homepage: one('--url'),
    Description: [summary, ...text.map((line) => ` ${line.trim()}`)].join('\n'),
  };
  return Object.entries(fields)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}

function installedKilobytes() {
  const { stdout } = spawnSync('du', ['-sk', stage], { encoding: 'utf8' });
  return Number.parseInt(stdout, 10);
}

/**
 * @param {string} option
 * @param {string} name
 */
function script(option, name) {
  const file = one(option);
  if (file !== '') writeFileSync(join(stage, 'DEBIAN', name), readFileSync(file), { mode: 0o755 });
}

/** @param {string} name */
function all(name) {
  return options.get(name) ?? [];
}

/** @param {string} name */
function one(name) {
  return all(name).at(-1) ?? '';
}

/** @param {readonly string[]} args */
function parse(args) {
  /** @type {Map<string, string[]>} */
  const found = new Map();
  const rest = [];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    if (FLAGS.has(arg)) continue;
    if (!arg.startsWith('-')) {
      rest.push(arg);
      continue;
    }
    const [name = '', joined] = arg.startsWith('--') ? splitOnce(arg) : [arg];
    const value = joined ?? args[(index += 1)] ?? '';
    found.set(name, [...(found.get(name) ?? []), value]);
  }
  return { options: found, sources: rest };
}

/** @param {string} arg */
function splitOnce(arg) {
  const at = arg.indexOf('=');
  return at < 0 ? [arg] : [arg.slice(0, at), arg.slice(at + 1)];
}
