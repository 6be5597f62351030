import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Has `dpkg-deb` make a deb of a folder.
 * @param {import('./fpm-options.mjs').FpmOptions} options
 * @param {string} stage the files as they will lie
 * @returns {boolean} whether it was made
 */
export function makeDeb({ one, all }, stage) {
  const control = join(stage, 'DEBIAN');
  mkdirSync(control);
  writeFileSync(join(control, 'control'), controlFile(one, all, stage));
  for (const [option, name] of /** @type {const} */ ([
    ['--after-install', 'postinst'],
    ['--after-remove', 'postrm'],
  ])) {
    const file = one(option);
    if (file !== '') writeFileSync(join(control, name), readFileSync(file), { mode: 0o755 });
  }
  const args = ['--root-owner-group', '-Zxz', '-z4', '--build', stage, one('--package')];
  return spawnSync('dpkg-deb', args, { stdio: 'inherit' }).status === 0;
}

/**
 * @param {(name: string) => string} one
 * @param {(name: string) => readonly string[]} all
 * @param {string} stage
 */
function controlFile(one, all, stage) {
  const [summary = '', ...text] = one('--description').split('\n');
  const fields = {
    Package: one('--name'),
    Version: one('--version'),
    Architecture: one('--architecture'),
    Maintainer: one('--maintainer'),
    'Installed-Size': String(
      Number.parseInt(spawnSync('du', ['-sk', stage], { encoding: 'utf8' }).stdout, 10),
    ),
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
