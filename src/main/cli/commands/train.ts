import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import type { EngineId } from '../../../shared/engine/status';
import type { TrainingEvent } from '../../../shared/training/events';
import {
  TRAINABLE_MODELS,
  TRAINING_INGREDIENTS,
  type RateSchedule,
  type RecipeSettings,
  type TrainableModel,
  type TrainingIngredient,
  type TrainingOrder,
} from '../../../shared/training/recipe';
import { recipeWithin } from '../../../shared/training/model-recipe';
import { MODEL_RECIPE_IDS, MODEL_RECIPES, type ModelRecipeId } from '../../../shared/training/model-recipes';
import type { RunRecord } from '../../../shared/training/run-record';
import { trainModel } from '../../engine/jobs/train';
import { familyOf } from '../../engine/training/model-families';
import { decidingMetric } from '../../engine/training/run-plan';
import { readRunRecord } from '../../engine/training/run-record-file';
import {
  engineOption,
  jsonOption,
  parseCount,
  parsePositive,
  parseScore,
  parseNotNegative,
  parseSeed,
  parseSide,
  threadsOption,
} from '../arguments';
import type { CliContext } from '../context';
import { tellProblems } from '../dataset-problems';
import { EXIT, type ExitCode } from '../exit-code';
import { makeFolder } from '../make-folder';
import { threadsFor } from '../open-engine-for';
import { trainingSurroundings } from '../training-surroundings';
import { progressLine, type ProgressLine } from '../progress-line';
import { rebuildModel } from '../rebuild/rebuild-model';
import { stageTitle, trainingEventLine } from '../training-event-line';

interface Options {
  readonly model: TrainableModel;
  readonly data: string;
  readonly out: string;
  readonly epochs?: number;
  readonly batchSize?: number;
  readonly side?: number;
  readonly learningRate?: number;
  readonly schedule?: RateSchedule;
  readonly normLimit?: number;
  readonly stopOn?: string;
  /** 0 = never. */
  readonly patience?: number;
  readonly classWeights?: boolean;
  readonly augment?: boolean;
  readonly without?: readonly TrainingIngredient[];
  readonly renderedShare?: number;
  readonly keepStatistics?: boolean;
  readonly maxMinutes?: number;
  readonly resume?: boolean;
  readonly startFrom?: string;
  readonly seed: number;
  readonly checkpointSeconds?: number;
  readonly engine?: EngineId;
  readonly threads?: number;
  readonly json?: boolean;
  readonly recipe?: ModelRecipeId;
}

/** `macule train`: trains a model on labelled photos. */
export const trainCommand = (context: CliContext, end: (code: ExitCode) => void): Command =>
  new Command('train')
    .summary('train a model')
    .description(
      'Trains a model on labelled photos. It can be stopped at any moment, killed too, and resumed. Settings that ' +
        'are not given are the model’s own.',
    )
    .requiredOption('--data <folder>', 'a dataset, or a folder of datasets, with the folders train and valid')
    .requiredOption('--out <folder>', 'folder for the run: record, curves, checkpoint, best model so far')
    .addOption(
      new Option('--model <id>', 'what to train').choices(TRAINABLE_MODELS).default('lesion-detector'),
    )
    .addOption(
      new Option(
        '--recipe <name>',
        'make a model that comes with Macule anew: its stages, calibration, figures and card',
      )
        .choices(MODEL_RECIPE_IDS)
        .conflicts([...CHOSEN_BY_RECIPE]),
    )
    .option('--epochs <n>', 'passes over the photos', parseCount)
    .option('--batch-size <n>', 'pictures a step', parseCount)
    .option('--side <pixels>', 'side of the square pictures or tiles, a multiple of 32', parseSide)
    .option('--learning-rate <rate>', 'at its highest', parsePositive)
    .addOption(new Option('--schedule <name>', 'learning rate over the run').choices(['constant', 'cosine']))
    .option('--norm-limit <norm>', 'largest norm of the gradients; 0 = none', parseNotNegative)
    .option('--stop-on <metric>', 'loss or metric by which the best weights are chosen')
    .option('--patience <epochs>', 'end after so many epochs without better ones; 0 = never', parseSeed)
    .option('--class-weights', 'let rare lesion types weigh more in the loss')
    .option('--augment', 'vary pictures while training')
    .option('--no-augment', 'show pictures as they are')
    .addOption(
      new Option('--without <ingredients...>', 'train the lesion detector without these').choices(
        TRAINING_INGREDIENTS,
      ),
    )
    .option('--rendered-share <share>', 'of tiles, 0–1, that show rendered lesions of known type', parseScore)
    .option('--keep-statistics', 'normalise by the statistics that the first weights bring')
    .option('--max-minutes <n>', 'end after this time, over all resumed parts of the run', parsePositive)
    .option('--resume', 'go on from the checkpoint in the folder')
    .option('--start-from <path>', 'begin with the weights of a model folder or .safetensors file')
    .option('--seed <n>', 'same seed, same run', parseSeed, 1)
    .option('--checkpoint-seconds <n>', 'time between two checkpoints (default: 120)', parseNotNegative)
    .addOption(engineOption())
    .addOption(threadsOption())
    .addOption(jsonOption())
    .action(async (options: Options) =>
      end(await (options.recipe === undefined ? train : rebuild)(context, options)),
    );

/** What a recipe chooses itself. A model that is not named is the default and no contradiction. */
const CHOSEN_BY_RECIPE = [
  ...['epochs', 'batchSize', 'side', 'learningRate', 'schedule', 'normLimit', 'stopOn', 'patience'],
  ...['classWeights', 'augment', 'without', 'renderedShare', 'keepStatistics', 'startFrom', 'seed', 'model'],
] as const;

/** Goes on by itself in a folder where it was begun. */
async function rebuild(context: CliContext, options: Options): Promise<ExitCode> {
  const { stdout } = context;
  const recipe = MODEL_RECIPES[options.recipe ?? 'starter'];
  const { maxMinutes, engine, threads } = options;
  await makeFolder(options.out);
  const progress = progressLine(context);
  const model = await rebuildModel(
    context,
    maxMinutes === undefined ? recipe : recipeWithin(recipe, maxMinutes),
    {
      dataFolder: resolve(options.data),
      outFolder: resolve(options.out),
      ...(engine === undefined ? {} : { engine }),
      ...(threads === undefined ? {} : { threads }),
      onStage: ({ name }, number) => {
        progress.clear();
        if (!options.json) stdout.write(`Stage ${number} of ${recipe.stages.length}: ${name}\n`);
      },
      onEvent: (event) => tellEvent(event, options, context, progress),
    },
  ).finally(() => progress.clear());
  if (model === null) return EXIT.cancelled;
  if (!options.json) stdout.write(`The model and its card are in ${model}\n`);
  return EXIT.ok;
}

function tellEvent(
  event: TrainingEvent,
  { json }: Options,
  { stdout }: CliContext,
  progress: ProgressLine,
): void {
  if (event.event === 'stage') progress.show(event.done, event.total, stageTitle(event.stage));
  else progress.clear();
  if (json) stdout.write(`${JSON.stringify(event)}\n`);
  else if (event.event !== 'stage') stdout.write(`${trainingEventLine(event)}\n`);
}

async function train(context: CliContext, options: Options): Promise<ExitCode> {
  await makeFolder(options.out);
  const begun = options.resume === true ? await readRunRecord(resolve(options.out)) : null;
  const events = trainModel(orderOf(options, begun), {
    ...trainingSurroundings(context, threadsFor(context, options)),
    onDatasets: (datasets) => tellProblems(context, datasets),
    ...(options.checkpointSeconds === undefined ? {} : { checkpointEvery: options.checkpointSeconds }),
  });
  let reason: Extract<TrainingEvent, { event: 'done' }>['reason'] = 'finished';
  const progress = progressLine(context);
  try {
    for await (const event of events) {
      if (event.event === 'done') reason = event.reason;
      tellEvent(event, options, context, progress);
    }
  } finally {
    progress.clear();
  }
  return reason === 'cancelled' ? EXIT.cancelled : EXIT.ok;
}

/** @param begun the run that goes on; null for a fresh one. */
const orderOf = (options: Options, begun: RunRecord | null): TrainingOrder => ({
  model: options.model,
  dataFolder: resolve(options.data),
  outFolder: resolve(options.out),
  settings: settingsOf(options, begun),
  seed: options.seed,
  resume: options.resume === true,
  ...(options.maxMinutes === undefined ? {} : { maxMinutes: options.maxMinutes }),
  ...(options.startFrom === undefined ? {} : { startFrom: resolve(options.startFrom) }),
  ...(options.engine === undefined ? {} : { engine: options.engine }),
});

function settingsOf(options: Options, begun: RunRecord | null): RecipeSettings {
  const { epochs, batchSize, side, learningRate, schedule, normLimit, classWeights, augment } = options;
  const { without, renderedShare, keepStatistics } = options;
  const given = {
    epochs,
    batchSize,
    side,
    learningRate,
    schedule,
    normLimit,
    classWeights,
    augment,
    without,
    renderedShare,
    keepStatistics,
  };
  return {
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    ...earlyStoppingOf(options, begun),
  };
}

/** Epochs that no run comes to: the best weights are then only chosen. */
const NEVER = 1_000_000;

/** `--stop-on` and `--patience` each change one half of the rule that the run began with, or of the model's own. */
function earlyStoppingOf(
  { model, stopOn, patience }: Options,
  begun: RunRecord | null,
): Pick<RecipeSettings, 'earlyStopping'> {
  if (stopOn === undefined && patience === undefined) return {};
  const family = familyOf(model);
  const known = begun?.settings ?? family.settings;
  const metric = stopOn ?? decidingMetric(known, family);
  if (patience === 0 && metric === family.bestBy) return { earlyStopping: null };
  return {
    earlyStopping: {
      metric,
      patience: patience === 0 ? NEVER : (patience ?? known.earlyStopping?.patience ?? NEVER),
    },
  };
}
