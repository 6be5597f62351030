import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { MaculeError } from '../../../shared/errors';
import { BENCH_NETWORK_NAMES } from '../../engine/bench/bench-networks';
import { logPasses, type PassEntry } from '../../engine/inspect/pass-log';
import { PHASES, recordedGraph, type Phase } from '../../engine/inspect/recorded-graph';
import { writeAtomically } from '../../vault/write-atomically';
import { SHIPPED_MODEL } from '../../../shared/engine/model-files';
import { jsonOption } from '../arguments';
import type { CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-code';
import { makeFolder } from '../make-folder';
import { left, right, table } from '../table';
import { modelsFolder } from '../shipped-folders';

interface Options {
  readonly model: string;
  readonly phase: Phase;
  readonly dump?: string;
  readonly json?: boolean;
}

/** `macule graph`: what the compiler makes of a model, pass by pass. */
export const graphCommand = (context: CliContext, end: (code: ExitCode) => void): Command =>
  new Command('graph')
    .summary('what the compiler makes of a model')
    .description('Shows the graph of a model before and after each pass of the compiler.')
    .addOption(
      new Option(
        '--model <name or path>',
        `a shipped model, a model folder, or one of ${BENCH_NETWORK_NAMES.join(', ')}`,
      ).default(SHIPPED_MODEL),
    )
    .addOption(
      new Option('--phase <phase>', 'the graph that detects or the one that trains')
        .choices(PHASES)
        .default('infer'),
    )
    .option('--dump <folder>', 'write each graph as a text file into this folder, new or empty')
    .addOption(jsonOption())
    .action(async (options: Options) => end(await graph(context, options)));

async function graph(context: CliContext, { model, phase, dump, json }: Options): Promise<ExitCode> {
  if (dump !== undefined) await refuseFilled(dump);
  const passes = logPasses(await recordedGraph({ model, phase, modelsFolder: modelsFolder(context) }));
  if (dump !== undefined) await writeDump(resolve(dump), passes);
  context.stdout.write(json ? `${JSON.stringify(asJson(model, phase, passes), null, 2)}\n` : asText(passes));
  return EXIT.ok;
}

/** Files of an earlier dump would be taken for passes of this one. */
async function refuseFilled(folder: string): Promise<void> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (entries.length === 0) return;
  throw new MaculeError({
    kind: 'invalid-input',
    message: `The folder ${basename(folder)} is not empty.`,
    file: basename(folder),
    advice: 'Choose a new or an empty folder.',
    retryable: false,
  });
}

async function writeDump(folder: string, passes: readonly PassEntry[]): Promise<void> {
  await makeFolder(folder);
  for (const { file, text } of passes) await writeAtomically(join(folder, file), text());
}

const asJson = (model: string, phase: Phase, passes: readonly PassEntry[]) => ({
  model,
  phase,
  passes: passes.map(({ name, summary: { operators, ...counts } }) => ({
    name,
    ...counts,
    operators: Object.fromEntries(operators),
  })),
});

function asText(passes: readonly PassEntry[]): string {
  const columns = [left('after'), ...['nodes', 'transposes', 'constants', 'MB'].map(right)];
  const rows = passes.map(({ name, summary: { nodes, transposes, constants, constantBytes } }) => [
    name,
    ...[nodes, transposes, constants].map(String),
    (constantBytes / 1e6).toFixed(2),
  ]);
  const operators = [...(passes.at(-1)?.summary.operators ?? [])].map(([op, count]) => `${count} ${op}`);
  return `${table(columns, rows)}\n${operators.join(', ')}\n`;
}
