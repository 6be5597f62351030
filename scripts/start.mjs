#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { appArguments } from './bootstrap/app-arguments.mjs';
import { hasDisplay, startVirtualDisplay } from './bootstrap/display.mjs';
import { runCommand } from './bootstrap/failure.mjs';
import { repository } from './bootstrap/folders.mjs';
import { outcome } from './bootstrap/outcome.mjs';
import { prepareApp } from './bootstrap/prepare.mjs';
import { sandboxObstacle } from './bootstrap/sandbox.mjs';
import { say } from './bootstrap/say.mjs';

/** `npm start [-- photo.jpg … --capture out.png]`: sets up what is missing, then runs the app. */
await runCommand(async () => {
  const runtime = await prepareApp();
  const display = hasDisplay() ? undefined : await startVirtualDisplay();
  if (display !== undefined) say(`no display here: showing the app on a virtual one (${display.name})`);
  const flags = electronFlags();
  const args = appArguments(process.argv.slice(2), process.env['INIT_CWD'] ?? process.cwd());
  const app = spawn(runtime.executable, [...flags, repository, ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...display?.env },
  });
  try {
    return await outcome(app);
  } finally {
    display?.stop();
  }
});

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
