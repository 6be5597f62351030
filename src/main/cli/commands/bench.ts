import { Command } from 'commander';
import { runBench, type BenchReport } from '../../engine/bench/bench';
import { jsonOption, threadsOption } from '../arguments';
import type { CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-code';
import { threadsFor } from '../open-engine-for';
import { left, right, table } from '../table';

interface Options {
  readonly quick?: boolean;
  readonly json?: boolean;
  readonly threads?: number;
}

const SECONDS = 15;
const QUICK_SECONDS = 3;

/** `macule bench`: how fast this computer runs and trains two networks of the seed study's kind. */
export const benchCommand = (context: CliContext, end: (code: ExitCode) => void): Command =>
  new Command('bench')
    .summary('how fast this computer is')
    .description('Times inference and training steps on every engine, and compares the engines.')
    .option('--quick', 'in under a minute')
    .addOption(threadsOption())
    .addOption(jsonOption())
    .action(async (options: Options) => end(await bench(context, options)));

async function bench(context: CliContext, options: Options): Promise<ExitCode> {
  const report = await runBench({
    threads: threadsFor(context, options),
    secondsPerCase: options.quick ? QUICK_SECONDS : SECONDS,
    onCase: (name, phase, engine) => context.stderr.write(`timing ${name}, ${phase}, ${engine} …\n`),
  });
  context.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : asText(report));
  return report.self.every(({ passed }) => passed) ? EXIT.ok : EXIT.failed;
}

function asText({ cases, self }: BenchReport): string {
  const rows = cases.map(({ name, phase, engine, device, ms, photosPerSecond, peakMB }) => [
    name,
    phase,
    engine,
    ms.toFixed(0),
    photosPerSecond.toFixed(1),
    peakMB.toFixed(0),
    device,
  ]);
  const columns = [
    ...['network', 'phase', 'engine'].map(left),
    ...['ms', 'photos/s', 'peak MB'].map(right),
    left('device'),
  ];
  const parity = self.map(
    ({ engine, parity: error, passed }) =>
      `${engine} against tfjs-wasm: largest difference ${error.toExponential(1)} of the largest output, ${passed ? 'passed' : 'FAILED'}`,
  );
  return `${table(columns, rows)}\n${parity.join('\n')}\n`;
}
