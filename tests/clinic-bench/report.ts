import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cpus } from 'node:os';
import { CLINIC_HEADING } from '../../src/main/cli/bench-markdown';
import type { Frames } from './frames';

/** Milliseconds. */
export interface Times {
  readonly median: number;
  readonly p99: number;
}

export interface ClinicReport {
  readonly asked: readonly (readonly [string, Times])[];
  /** Start of the process to a gallery that shows photos, median, milliseconds. */
  readonly startMs: { readonly large: number; readonly demo: number };
  readonly frames: Readonly<Record<string, Frames>>;
}

const ms = (value: number): string => value.toFixed(1);
const share = (value: number): string => `${(value * 100).toFixed(1)} %`;

const section = ({ asked, startMs, frames }: ClinicReport): string =>
  [
    CLINIC_HEADING,
    '',
    `Made by \`npm run bench -- clinic\` (some minutes): a sealed library of 10,000 patients, 60,000 visits, 180,000 photographs and 5 million lesions. ${cpus()[0]?.model.trim() ?? ''}, ${cpus().length} threads.`,
    '',
    '| question | median ms | p99 ms |',
    '| --- | ---: | ---: |',
    ...asked.map(([name, { median, p99 }]) => `| ${name} | ${ms(median)} | ${ms(p99)} |`),
    '',
    `Start of the app until the gallery shows photos and listens: ${startMs.large.toFixed(0)} ms, the demo library ${startMs.demo.toFixed(0)} ms: ${(startMs.large / startMs.demo).toFixed(2)} times.`,
    '',
    '| gallery of 180,000 photos by visit, scrolled | frames | median ms | p99 ms | longest ms | later than two refreshes | with a row not there yet |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...Object.entries(frames).map(
      ([how, { count, median, p99, longest, late, waiting }]) =>
        `| ${how} | ${count} | ${ms(median)} | ${ms(p99)} | ${ms(longest)} | ${share(late)} | ${share(waiting)} |`,
    ),
    '',
    'Targets: patient search, visit, timeline and comparison p99 ≤ 30 ms; start ≤ 1.3 times the demo library’s.',
    '',
  ].join('\n');

/** Prints the figures and puts them in place of those of before in docs/benchmarks.md. */
export async function saveReport(report: ClinicReport): Promise<void> {
  const text = section(report);
  process.stdout.write(`${text}\n`);
  const file = join(import.meta.dirname, '../../docs/benchmarks.md');
  const [rest = ''] = (await readFile(file, 'utf8')).split(CLINIC_HEADING);
  await writeFile(file, `${rest.trimEnd()}\n\n${text}`);
}
