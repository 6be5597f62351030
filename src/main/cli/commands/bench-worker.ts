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
    await serveBench(createInterface({ input: process.stdin }), version, (value) =>
      context.stdout.write(`${JSON.stringify(value)}\n`),
    );
    end(EXIT.ok);
  });
