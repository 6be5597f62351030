import { Command } from 'commander';
import { localDay } from '../../../shared/day';
import { makeDemo, type DemoClinic } from '../../demo/make-demo';
import { jsonOption, parseCount } from '../arguments';
import type { CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-code';
import { readSecret } from '../read-secret';
import { progressLine } from '../progress-line';
import { left, right, table } from '../table';

interface Options {
  readonly library: string;
  readonly passphraseStdin?: boolean;
  readonly patients?: number;
  readonly toTeach?: boolean;
  readonly json?: boolean;
}

/** `macule demo`: a library of patients who do not exist. */
export const demoCommand = (context: CliContext, end: (code: ExitCode) => void): Command =>
  new Command('demo')
    .summary('make a library of rendered patients')
    .description(
      'Makes a library of rendered patients with a year of visits, to try everything without a real face, and ' +
        'prints them with the lesions that are truly there and what became of each.',
    )
    .requiredOption('--library <folder>', 'a new folder; MACULE_DATA=<folder> opens it in the app')
    .option('--patients <n>', 'only so many, from the first', parseCount)
    .option('--to-teach', 'with as many confirmed patients besides as the model can be taught on')
    .option(
      '--passphrase-stdin',
      'protect it by the passphrase on standard input, for the user “Administrator”',
    )
    .addOption(jsonOption())
    .action(async (options: Options) => end(await demo(context, options)));

async function demo(
  context: CliContext,
  { library, passphraseStdin, patients, toTeach, json }: Options,
): Promise<ExitCode> {
  const passphrase = passphraseStdin === true ? await readSecret(context) : null;
  const progress = progressLine(context);
  const clinic = await makeDemo(library, {
    ...(passphrase === null ? {} : { administrator: { name: 'Administrator', passphrase } }),
    ...(patients === undefined ? {} : { patients }),
    toTeach: toTeach === true,
    today: localDay(new Date()),
    signal: context.signal,
    onProgress: (done, total) => progress.show(done, total, 'visits rendered'),
  }).finally(() => progress.clear());
  context.stdout.write(
    json
      ? `${JSON.stringify(clinic, null, 2)}\n`
      : `${patientTable(clinic)}\nThey are in ${library}.\n${recoveryLine(clinic)}`,
  );
  return EXIT.ok;
}

const recoveryLine = ({ access }: DemoClinic): string =>
  access ? `Recovery key: ${access.recoveryKey}\n` : '';

const patientTable = ({ patients }: DemoClinic): string =>
  table(
    [left('patient'), right('visits'), left('first'), left('last'), right('lesions, first'), right('last')],
    patients.map(({ name, visits }) => [
      ...[name, String(visits.length), visits[0]?.date ?? '', visits.at(-1)?.date ?? ''],
      ...[String(visits[0]?.lesions.length ?? 0), String(visits.at(-1)?.lesions.length ?? 0)],
    ]),
  );
