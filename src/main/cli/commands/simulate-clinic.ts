import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { SHIPPED_MODEL } from '../../../shared/engine/model-files';
import {
  FULL_SIMULATION,
  QUICK_SIMULATION,
  simulateClinic,
  type Simulation,
} from '../../experiment/clinic/simulate-clinic';
import { jsonOption, threadsOption } from '../arguments';
import type { CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-code';
import { threadsFor } from '../open-engine-for';
import { modelsFolder } from '../shipped-folders';
import { right, table } from '../table';
import { trainingSurroundings } from '../training-surroundings';

interface Options {
  readonly quick?: boolean;
  readonly out?: string;
  readonly threads?: number;
  readonly json?: boolean;
}

/** `macule simulate-clinic`: what retraining brings a clinic that the starter does not know. */
export const simulateClinicCommand = (context: CliContext, end: (code: ExitCode) => void): Command =>
  new Command('simulate-clinic')
    .summary('see what retraining brings a clinic')
    .description(
      'Renders a clinic whose camera and patients differ from what the starter detector knows, corrects photos as a ' +
        'clinician would, retrains by the same code as a real clinic, and measures every model on a locked test set. ' +
        'The full simulation takes hours.',
    )
    .option('--quick', 'fewer photos and a careful clinician alone: within ten minutes')
    .option('--out <folder>', 'keep photos, runs and models in this new folder')
    .addOption(threadsOption())
    .addOption(jsonOption())
    .action(async (options: Options) => end(await run(context, options)));

async function run(context: CliContext, options: Options): Promise<ExitCode> {
  const kept = options.out === undefined ? null : resolve(options.out);
  const workFolder = kept ?? (await mkdtemp(join(tmpdir(), 'macule-clinic-')));
  try {
    const simulation = await simulateClinic({
      plan: options.quick ? QUICK_SIMULATION : FULL_SIMULATION,
      workFolder,
      starter: join(modelsFolder(context), SHIPPED_MODEL),
      surroundings: trainingSurroundings(context, threadsFor(context, options)),
      tell: (line) => void context.stderr.write(`${line}\n`),
    });
    context.stdout.write(options.json ? `${JSON.stringify(simulation, null, 2)}\n` : words(simulation));
    return EXIT.ok;
  } finally {
    if (kept === null) await rm(workFolder, { recursive: true, force: true });
  }
}

const words = ({ curve, reason }: Simulation): string =>
  `${table(
    [right('confirmed'), right('F1'), right('95 % interval'), right('count error')],
    curve.map(({ confirmed, f1, ciLow, ciHigh, countMae }) => [
      ...[String(confirmed), figure(f1, 3), `${figure(ciLow, 3)}–${figure(ciHigh, 3)}`, figure(countMae, 1)],
    ]),
  )}\n${reason}\n`;

const figure = (value: number | null, digits: number): string => value?.toFixed(digits) ?? 'n/a';
