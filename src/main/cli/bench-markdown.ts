import { cpus, totalmem } from 'node:os';
import type { InputSpeed } from '../experiment/input-speed/mean-input-speed';
import { percent } from '../experiment/report/numbers';
import { PHOTO_CASE, type BenchCase, type BenchReport, type PytorchCase } from '../engine/bench/bench';

/** Upper limits of our figure over PyTorch's that the engine is built to. */
const TARGETS = { infer: 0.7, train: 1.2, memory: 1.5, photo: 1.3, input: 0.9 } as const;

/** Under it stand the figures of a large library, which `npm run bench -- clinic` measures. */
export const CLINIC_HEADING = '## A large clinic';

/** All that `macule bench` measures. */
export interface WholeBench extends BenchReport {
  readonly input: readonly InputSpeed[];
}

/** The benchmark as a page: figures side by side, with the machine and the command that made them. */
export function benchMarkdown({ cases, self, pytorch, input }: WholeBench, threads: number): string {
  const processor = cpus()[0]?.model.trim() ?? 'an unknown processor';
  const memory = Math.round(totalmem() / 2 ** 30);
  const version = pytorch[0]?.version;
  const lines = [
    '# Benchmarks',
    '',
    'Made by `npm run bench`. All engines of a case run in turns, each in a process of its own, so that a busy spell of the computer hits them alike; figures are medians. A training step is forward pass, gradients, clipping and Adam, on 416 × 416 pictures. Peak memory is the largest resident size of a process that does nothing else.',
    '',
    `Machine: ${processor}, ${threads} threads, ${memory} GiB, ${process.platform} ${process.arch}, Node ${process.versions.node}. ${version === undefined ? 'PyTorch was not at hand.' : `PyTorch ${version} on the processor.`}`,
    '',
    '| case | engine | ms | photos/s | peak MB | time ÷ PyTorch | memory ÷ PyTorch |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: |',
    ...rows(cases, pytorch),
    '',
    ...photoLines(cases),
    ...inputLines(input),
    ...self.map(
      ({ engine, parity, passed }) =>
        `\`${engine}\` against \`tfjs-wasm\` on the same weights and pictures: largest difference ${parity.toExponential(1)} of the largest output (${passed ? 'passed' : 'failed'}).`,
    ),
    '',
    `Targets: inference ≤ ${TARGETS.infer} and training step ≤ ${TARGETS.train} times PyTorch's time, peak memory ≤ ${TARGETS.memory} times PyTorch's, a photo of 12 megapixels to its lesion map ≤ ${TARGETS.photo} times its time in the network, the engine busy at least ${percent(TARGETS.input, 0)} of a training's time.`,
    '',
  ];
  return lines.join('\n');
}

const ratio = (value: number, reference: number | undefined): string =>
  reference === undefined ? '–' : (value / reference).toFixed(2);

function rows(cases: readonly BenchCase[], pytorch: readonly PytorchCase[]): readonly string[] {
  const keys = [...new Set(cases.map(({ name, phase }) => `${name} ${phase}`))];
  return keys.flatMap((key) => {
    const mine = cases.filter(({ name, phase }) => `${name} ${phase}` === key);
    const other = pytorch.find(({ name, phase }) => `${name} ${phase}` === key);
    const row = (
      { name, phase, ms, photosPerSecond, peakMB }: BenchCase | PytorchCase,
      engine: string,
      ratios: readonly string[],
    ) =>
      `| ${[`${name}, ${phase}`, engine, ms.toFixed(0), photosPerSecond.toFixed(1), peakMB.toFixed(0), ...ratios].join(' | ')} |`;
    return [
      ...mine.map((one) =>
        row(one, one.engine, [ratio(one.ms, other?.ms), ratio(one.peakMB, other?.peakMB)]),
      ),
      ...(other ? [row(other, 'PyTorch', ['1', '1'])] : []),
    ];
  });
}

const photoLines = (cases: readonly BenchCase[]): readonly string[] =>
  cases.flatMap(({ name, ms, networkMs, photosPerSecond }) => {
    const alone = cases.find((one) => one.name === PHOTO_CASE)?.networkMs;
    if (networkMs === undefined || alone === undefined) return [];
    const each = 1000 / photosPerSecond;
    return [
      name === PHOTO_CASE
        ? `${name}: ${ms.toFixed(0)} ms, of which ${networkMs.toFixed(0)} ms inside the network: ${(ms / networkMs).toFixed(2)} times.`
        : `${name}: ${each.toFixed(0)} ms each, ${(each / alone).toFixed(2)} times the network time of one alone; the next photo is read while the network works.`,
      '',
    ];
  });

function inputLines(input: readonly InputSpeed[]): readonly string[] {
  if (input.length === 0) return [];
  return [
    'Training from photos on (1,280 × 1,280 JPEG files, read, varied and cut beside the engine):',
    '',
    '| model | photos/s | engine busy |',
    '| --- | ---: | ---: |',
    ...input.map(
      ({ model, photosPerSecond, engineBusy }) =>
        `| ${model} | ${photosPerSecond.toFixed(2)} | ${percent(engineBusy, 0)} |`,
    ),
    '',
  ];
}
