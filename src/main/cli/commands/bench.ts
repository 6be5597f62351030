import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { runBench, type BenchEngine, type BenchReport } from '../../engine/bench/bench';
import { findPytorch } from '../../engine/bench/pytorch';
import { probeLadder } from '../../engine/ladder/probe-ladder';
import { forkProbe } from '../../engine/probe/fork-probe';
import { benchMarkdown, CLINIC_HEADING } from '../bench-markdown';
import { benchText } from '../bench-text';
import { jsonOption, threadsOption } from '../arguments';
import type { CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-code';
import { openEngineFor, threadsFor } from '../open-engine-for';
import { measureInputSpeed } from '../../experiment/input-speed/measure-input-speed';
import { modelsFolder } from '../shipped-folders';
import { trainingSurroundings } from '../training-surroundings';

interface Options {
  readonly quick?: boolean;
  readonly json?: boolean;
  readonly threads?: number;
  readonly python?: string;
  readonly write?: string;
}

const FULL = { networks: ['seed-cnn', 'yolov8-n', 'yolov8-s'], photo: true, seconds: 12 };
const QUICK = { networks: ['seed-cnn', 'yolov8-n'], photo: false, seconds: 2 };
/** What is trained from photos on, to see how busy they keep the engine; not in `--quick`. */
const INPUT = { models: ['seed-cnn', 'yolov8n', 'lesion-detector'], seconds: 45 } as const;

/** `macule bench`: how fast this computer runs and trains networks of the seed study's kind. */
export const benchCommand = (context: CliContext, end: (code: ExitCode) => void): Command =>
  new Command('bench')
    .summary('how fast this computer is')
    .description('Times inference and training steps on every engine, and compares the engines.')
    .option('--quick', 'two small networks, in under a minute')
    .option('--python <file>', 'also time PyTorch, in turns, with this Python (not in --quick)')
    .option('--write <file>', 'write a report in Markdown')
    .addOption(threadsOption())
    .addOption(jsonOption())
    .action(async (options: Options) => end(await bench(context, options)));

async function bench(context: CliContext, options: Options): Promise<ExitCode> {
  const scope = options.quick ? QUICK : FULL;
  const threads = threadsFor(context, options);
  const pytorch =
    options.quick || options.python === undefined
      ? undefined
      : await findPytorch(
          [options.python],
          join(context.appFolder, 'scripts', 'bench', 'pytorch_reference.py'),
        );
  const report = await runBench({
    ...scope,
    threads,
    engines: await engines(context, options),
    modelsFolder: modelsFolder(context),
    own: { command: process.execPath, args: [context.program, 'bench-worker'] },
    signal: context.signal,
    onCase: (name, phase) => context.stderr.write(`timing ${name}, ${phase} …\n`),
    ...(pytorch ? { pytorch } : {}),
  });
  const input = options.quick
    ? []
    : await measureInputSpeed({
        ...INPUT,
        surroundings: trainingSurroundings(context, threads),
        onModel: (model) => context.stderr.write(`timing photos into ${model} …\n`),
      });
  const whole = { ...report, input };
  if (options.write !== undefined) await writeReport(options.write, benchMarkdown(whole, threads));
  context.stdout.write(options.json ? `${JSON.stringify(whole, null, 2)}\n` : benchText(whole));
  return passed(report) ? EXIT.ok : EXIT.failed;
}

/** Writes the page anew; what stands there of a large clinic stays. */
async function writeReport(file: string, page: string): Promise<void> {
  const before = await readFile(file, 'utf8').catch(() => '');
  const at = before.indexOf(CLINIC_HEADING);
  await writeFile(file, at < 0 ? page : `${page}\n${before.slice(at)}`);
}

const passed = ({ self }: BenchReport): boolean => self.every((parity) => parity.passed);

/** Every engine that works here and needs no test, or has passed it. */
async function engines(context: CliContext, options: Options): Promise<readonly BenchEngine[]> {
  const threads = threadsFor(context, options);
  const { ladder } = await openEngineFor(context, { threads });
  const usable = new Set(ladder.engines.filter(({ available }) => available).map(({ id }) => id));
  const probes = await probeLadder({ threads, runProbe: forkProbe(context.probe), tryTensorflow: true });
  return probes.flatMap((rung) =>
    rung.available && usable.has(rung.id)
      ? [{ id: rung.id, device: rung.device, trains: rung.openTrainer !== null }]
      : [],
  );
}
