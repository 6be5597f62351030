import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { runCli } from '../../src/main/cli/program';
import { writeModelFolder } from '../../src/main/engine/io/model-folder';
import { BUILT_PROBE } from './built-probe';
import { randomModel } from './random-model';

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly signal?: AbortSignal;
  /** Hears each piece of stdout as it is written. */
  readonly onOut?: (text: string) => void;
  /** Whether a person watches stderr. */
  readonly isTTY?: boolean;
  /** What is typed or piped in. */
  readonly input?: string;
}

/** Runs one command line of `macule` in this process, in an app folder made by {@link appFolder}. */
export async function runMacule(
  app: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Run> {
  let [out, err] = ['', ''];
  let time = 0;
  const code = await runCli(args, {
    stdout: {
      write: (text) => {
        out += text;
        options.onOut?.(text);
      },
    },
    stderr: { write: (text) => (err += text), isTTY: options.isTTY ?? false },
    stdin: Readable.from([options.input ?? '']),
    signal: options.signal ?? new AbortController().signal,
    appFolder: app,
    program: resolve(import.meta.dirname, '../../out/main/cli.js'),
    probe: BUILT_PROBE,
    photoWorker: null,
    cacheFolder: join(app, 'cache'),
    cores: 1,
    clock: () => (time += 1000),
  });
  return { code, out, err };
}

/** Makes an app folder whose shipped detector has random weights and so finds something everywhere. */
export async function appFolder(folder: string): Promise<string> {
  const app = join(folder, 'app');
  await mkdir(app, { recursive: true });
  await writeFile(join(app, 'package.json'), JSON.stringify({ version: '9.8.7' }));
  const { description, weights } = randomModel(7);
  await writeModelFolder(
    join(app, 'assets', 'models', 'starter'),
    { ...description, id: 'starter', threshold: RANDOM_THRESHOLD },
    weights,
  );
  return app;
}

/** Operating threshold of the random detector, in the midst of its scores. */
export const RANDOM_THRESHOLD = 0.52;
