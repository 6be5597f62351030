#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { appArguments } from './bootstrap/app-arguments.mjs';
import { hasDisplay, startVirtualDisplay } from './bootstrap/display.mjs';
import { BootstrapFailure, runCommand } from './bootstrap/failure.mjs';
import { repository } from './bootstrap/folders.mjs';
import { outcome } from './bootstrap/outcome.mjs';
import { prepareApp, prepareEngine } from './bootstrap/prepare.mjs';
import { sandboxObstacle } from './bootstrap/sandbox.mjs';
import { say } from './bootstrap/say.mjs';

/** `npm start [-- photo.jpg … --capture out.png --demo [--to-teach]]`: sets up what is missing, then runs the app. */
await runCommand(async () => {
  const runtime = await prepareApp();
  const wanted = process.argv.slice(2);
  const demo = wanted.includes('--demo')
    ? await startDemo(wanted.filter((word) => word === '--to-teach'))
    : undefined;
  const display = hasDisplay() ? undefined : await startVirtualDisplay();
  if (display !== undefined) say(`no display here: showing the app on a virtual one (${display.name})`);
  const flags = electronFlags();
  const args = appArguments(wanted, process.env['INIT_CWD'] ?? process.cwd());
  const app = spawn(runtime.executable, [...flags, repository, ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...display?.env, ...(demo && { MACULE_DATA: demo }) },
  });
  try {
    return await outcome(app);
  } finally {
    display?.stop();
    if (demo !== undefined) await rm(dirname(demo), { recursive: true, force: true });
  }
});

/**
 * Makes a library of rendered patients that goes when the app has closed.
 * @param {readonly string[]} options of `macule demo`
 * @returns its folder
 */
async function startDemo(options) {
  // It is made in plain Node, which may need another SQLite than Electron.
  await prepareEngine({ opensDatabase: true });
  const folder = join(await mkdtemp(join(tmpdir(), 'macule-demo-')), 'library');
  say('rendering the patients of the demo …');
  const cli = join(repository, 'out', 'main', 'cli.js');
  const code = await outcome(
    spawn(process.execPath, [cli, 'demo', '--library', folder, ...options], { stdio: 'inherit' }),
  );
  if (code === 0) return folder;
  await rm(dirname(folder), { recursive: true, force: true });
  throw new BootstrapFailure('the demo was not made');
}

function electronFlags() {
  const flags = [];
  const obstacle = sandboxObstacle();
  if (obstacle !== undefined) {
    say(obstacle);
    flags.push('--no-sandbox');
  }
  if (!process.env['DISPLAY'] && process.env['WAYLAND_DISPLAY']) flags.push('--ozone-platform-hint=auto');
  return flags;
}
