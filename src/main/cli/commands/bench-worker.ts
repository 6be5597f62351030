import { Command } from 'commander';
import { createInterface } from 'node:readline';
import { serveBench } from '../../engine/bench/serve';
import type { CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-code';
import { readVersions } from '../versions';

/** The other side of `macule bench`: one case in a process of its own, asked line by line. Not for people. */
export const benchWorkerCommand = (context: CliContext, end: (code: ExitCode) => void): Command =>
  new Command('bench-worker').action(async () => {
    const version = readVersions(context.appFolder)['macule'] ?? '';
    const lines = createInterface({ input: process.stdin });
    try {
      await serveBench(lines, version, (value) => context.stdout.write(`${JSON.stringify(value)}\n`));
    } finally {
      // An open input would keep a failed process alive.
      process.stdin.destroy();
    }
    end(EXIT.ok);
  });
