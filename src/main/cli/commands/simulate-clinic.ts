import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { SHIPPED_MODEL } from '../../../shared/engine/model-files';
import { saveAtomically } from '../../engine/io/save-atomically';
import { simulateClinic, type Course, type Simulation } from '../../experiment/clinic/simulate-clinic';
import { simulationChart } from '../../experiment/clinic/simulation-chart';
import {
  CONFIRMATION_ORDERS,
  FULL_SIMULATION,
  inOrder,
  QUICK_SIMULATION,
  type ConfirmationOrder,
} from '../../experiment/clinic/simulation-plan';
import { jsonOption, threadsOption } from '../arguments';
import type { CliContext } from '../context';
import { EXIT, type ExitCode } from '../exit-code';
import { threadsFor } from '../open-engine-for';
import { modelsFolder } from '../shipped-folders';
import { right, table } from '../table';
import { trainingSurroundings } from '../training-surroundings';

interface Options {
  readonly quick?: boolean;
  readonly order?: ConfirmationOrder;
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
        'The full simulation also has a sloppy clinician, and one who confirms those photos first that would teach most; ' +
        'it takes about an hour on two cores.',
    )
    .option('--quick', 'fewer photos and a perfect clinician alone: within ten minutes')
    .addOption(
      new Option(
        '--order <order>',
        'confirm photos in this order alone: as they come, or as the review queue has them',
      ).choices(CONFIRMATION_ORDERS),
    )
    .option(
      '--out <folder>',
      'keep photos, runs, models, figures and a chart in this folder; a simulation that was cut short goes on there',
    )
    .addOption(threadsOption())
    .addOption(jsonOption())
    .action(async (options: Options) => end(await run(context, options)));

async function run(context: CliContext, options: Options): Promise<ExitCode> {
  const kept = options.out === undefined ? null : resolve(options.out);
  const plan = options.quick ? QUICK_SIMULATION : FULL_SIMULATION;
  const workFolder = kept ?? (await mkdtemp(join(tmpdir(), 'macule-clinic-')));
  try {
    const simulation = await simulateClinic({
      plan: options.order ? inOrder(plan, options.order) : plan,
      workFolder,
      starter: join(modelsFolder(context), SHIPPED_MODEL),
      surroundings: trainingSurroundings(context, threadsFor(context, options)),
      tell: (line) => void context.stderr.write(`${line}\n`),
      onCourse: async (known) => {
        await saveAtomically(join(workFolder, 'simulation.json'), `${JSON.stringify(known, null, 2)}\n`);
        await saveAtomically(join(workFolder, 'learning-curves.svg'), simulationChart(known.courses));
      },
    });
    context.stdout.write(options.json ? `${JSON.stringify(simulation, null, 2)}\n` : words(simulation));
    return EXIT.ok;
  } finally {
    if (kept === null) await rm(workFolder, { recursive: true, force: true });
  }
}

const words = ({ courses }: Simulation): string => courses.map(courseWords).join('\n');

const courseWords = ({ clinician, order, curve, challenge }: Course): string =>
  `${clinician} clinician, photos confirmed in ${order} order\n${table(
    [right('confirmed'), right('lesions'), right('F1'), right('95 % interval'), right('count error')],
    curve.map(({ confirmed, lesions, f1, ciLow, ciHigh, countMae }) => [
      ...[String(confirmed), String(lesions), figure(f1, 3)],
      ...[`${figure(ciLow, 3)}–${figure(ciHigh, 3)}`, figure(countMae, 1)],
    ]),
  )}\n${challenge.reason}\n`;

const figure = (value: number | null, digits: number): string => value?.toFixed(digits) ?? 'n/a';
