import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { SPLITS, type Split } from '../../datasets/dataset';
import { findModelFolder } from '../../engine/io/find-model-folder';
import { readModelFolder } from '../../engine/io/model-folder';
import { engineOption, jsonOption, modelOption, threadsOption } from '../arguments';
import type { CliContext } from '../context';
import { evaluationText } from '../evaluation-text';
import { EXIT, type ExitCode } from '../exit-code';
import { failureLine } from '../failure-text';
import { measureDetector } from '../measure-detector';
import { withDetector, type EngineChoice } from '../open-engine-for';
import { openSplit } from '../open-split';
import { modelsFolder } from '../shipped-folders';
import { evaluateCrops } from './evaluate-crops';
import { evaluatePresence } from './evaluate-presence';

interface Options extends EngineChoice {
  readonly data: string;
  readonly split: Split;
  readonly model?: string;
  readonly json?: boolean;
  readonly crops?: boolean;
}

/** `macule evaluate`: measures a detector on labelled photos. */
export const evaluateCommand = (context: CliContext, end: (code: ExitCode) => void): Command =>
  new Command('evaluate')
    .summary('measure a model on labelled photos')
    .description(
      'Measures how well a detector finds and counts the lesions that people marked, or how well a classifier says ' +
        'which lesion types are on a photo.',
    )
    .requiredOption('--data <folder>', 'a dataset, or a folder of datasets')
    .addOption(modelOption())
    .addOption(new Option('--split <name>', 'photos to measure on').choices(SPLITS).default('valid'))
    .option('--crops', 'measure the types of single lesions, from folders named after their types, instead')
    .addOption(engineOption())
    .addOption(threadsOption())
    .addOption(jsonOption())
    .action(async (options: Options) => end(await evaluate(context, options)));

async function evaluate(context: CliContext, options: Options): Promise<ExitCode> {
  const named = options.model === undefined ? null : await namedModel(context, options.model);
  if (named?.description.task === 'presence')
    return evaluatePresence(context, options, { ...named, description: named.description });
  if (options.crops === true) return evaluateCrops(context, options);
  const datasets = await openSplit(context, options.data, options.split);
  return withDetector(context, options, async (detector, findFace) => {
    const evaluation = await measureDetector(context, { detector, findFace }, datasets, options.split);
    const { failed } = evaluation;
    context.stdout.write(
      options.json ? `${JSON.stringify(evaluation, null, 2)}\n` : evaluationText(evaluation),
    );
    if (!options.json)
      for (const { file, error } of failed) context.stderr.write(`${file}: ${failureLine(error)}\n`);
    return failed.length > 0 ? EXIT.failed : EXIT.ok;
  });
}

const namedModel = (context: CliContext, model: string) =>
  readModelFolder(resolve(findModelFolder(modelsFolder(context), model)));
