#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { runCommand } from './bootstrap/failure.mjs';
import { repository } from './bootstrap/folders.mjs';
import { opensDatabase } from './bootstrap/opens-database.mjs';
import { outcome } from './bootstrap/outcome.mjs';
import { prepareEngine } from './bootstrap/prepare.mjs';

/** `npx macule …`: sets up what is missing (told on stderr only), then runs the command in plain Node. */
await runCommand(async () => {
  const args = process.argv.slice(2);
  await prepareEngine({ opensDatabase: opensDatabase(args) });
  const cli = join(repository, 'out/main/cli.js');
  return outcome(spawn(process.execPath, [cli, ...args], { stdio: 'inherit' }));
});
