#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from './bootstrap/folders.mjs';
import { prepareTests } from './bootstrap/prepare.mjs';
import { say } from './bootstrap/say.mjs';
import { layCable } from './testing/network-namespace.mjs';

/**
 * `npm run test:network`: runs the app in a network namespace of its own, in which every packet is counted and leads
 * nowhere. Linux, as root, with iproute2; where it cannot be done it says so and fails.
 */
const script = import.meta.filename;
if (process.argv[2] === 'inside') {
  layCable();
  spawnSync('mount', ['--bind', process.argv[3] ?? '', '/etc/resolv.conf'], { stdio: 'inherit' });
  const inside = { ...process.env, MACULE_NETWORK_NAMESPACE: '1' };
  const test = [join(repository, 'scripts/test.mjs'), 'e2e', 'network-silence'];
  process.exitCode = spawnSync(process.execPath, test, { stdio: 'inherit', env: inside }).status ?? 1;
} else {
  // What has to be installed or built is fetched out here.
  await prepareTests();
  const folder = mkdtempSync(join(tmpdir(), 'macule-network-'));
  const names = join(folder, 'resolv.conf');
  writeFileSync(names, 'nameserver 198.51.100.53\n');
  const command = ['--net', '--mount', process.execPath, script, 'inside', names];
  const { status, error } = spawnSync('unshare', command, { stdio: 'inherit' });
  rmSync(folder, { recursive: true, force: true });
  if (error) say(`not measured: no namespace could be made here (${error.message})`);
  process.exitCode = status ?? 1;
}
