#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { runCommand } from './bootstrap/failure.mjs';
import { repository } from './bootstrap/folders.mjs';
import { outcome } from './bootstrap/outcome.mjs';
import { prepareEngine } from './bootstrap/prepare.mjs';

/** `npx macule …`: sets up what is missing (told on stderr only), then runs the command in plain Node. */
await runCommand(async () => {
  await prepareEngine();
  const cli = join(repository, 'out/main/cli.js');
  return outcome(spawn(process.execPath, [cli, ...process.argv.slice(2)], { stdio: 'inherit' }));
});
