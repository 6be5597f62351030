import { Console } from 'node:console';
import { availableParallelism, homedir } from 'node:os';
import { join } from 'node:path';
import { PHOTO_WORKER } from '../engine/input/photo-workers';
import { cacheFolder } from './cache-folder';
import { cancelOnSignals } from './cancel-on-signals';
import { EXIT } from './exit-code';
import { runCli } from './program';

// Stdout carries results only: whatever a library has to say goes to stderr.
globalThis.console = new Console(process.stderr, process.stderr);

// A reader that has seen enough, such as `head`, closes the pipe: nothing is left to be done.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.ok);
  throw error;
});

const clock = (): number => performance.now();

process.exitCode = await runCli(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: process.stdin,
  signal: cancelOnSignals(process, clock, EXIT.cancelled),
  // From `out/main/cli.js`.
  appFolder: join(import.meta.dirname, '..', '..'),
  program: import.meta.filename,
  probe: join(import.meta.dirname, 'probe.js'),
  photoWorker: join(import.meta.dirname, PHOTO_WORKER),
  cacheFolder: cacheFolder(process.platform, process.env, homedir()),
  cores: availableParallelism(),
  clock,
});
