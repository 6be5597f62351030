import type { RunState, RunSummary } from '../../../shared/training/run-summary';

/** Figures that a run can be judged by, in words. */
const FIGURES: Readonly<Record<string, readonly [title: string, meaning: string]>> = {
  loss: ['Loss', 'What training lowers, on photos it has not learned from.'],
  total: ['Loss', 'What training lowers.'],
  boxLoss: ['Box loss', 'How far boxes are off.'],
  classLoss: ['Type loss', 'How wrong types are.'],
  ap50: ['Average precision (AP50)', 'How complete and how clean the found boxes are; 100 % is perfect.'],
  ap50to95: ['Average precision (AP50–95)', 'The same, counting only boxes that fit more and more exactly.'],
  centreHitRecall: ['Lesions found', 'Share of marked lesions that were found.'],
  centreHitPrecision: ['Correct marks', 'Share of the model’s marks that lie on a lesion.'],
  countError: ['Miscount per photo', 'How many lesions the count is off by, on average.'],
  subsetAccuracy: ['Photos all right', 'Share of photos with all four types answered correctly.'],
  macroAccuracy: ['Answers right', 'Share of correct answers, mean over the four types.'],
  macroF1: ['F1, mean of types', 'Balance of finding a type and not inventing it; 100 % is perfect.'],
  macroAuroc: [
    'AUROC, mean of types',
    'How well photos with a type are ranked before those without; 50 % is chance.',
  ],
  macroPrecision: [
    'Right when it says yes',
    'Share of right answers among its yeses, mean over the four types.',
  ],
  macroRecall: ['Types found', 'Share of the types on the photos that it found, mean over the four types.'],
  macroSpecificity: ['Right when it says no', 'Share of photos without a type that it left clear.'],
  argmaxAccuracy: ['Likeliest type is there', 'Share of photos that show the type it holds likeliest.'],
  score: ['Overall score', 'AP50 and the balance of found lesions and correct marks, added; at most 2.'],
  photos: ['Photos checked', 'On how many photos this was measured.'],
  threshold: ['Operating threshold', 'Score from which a mark counts.'],
};

const SUFFIXES: Readonly<Record<string, string>> = {
  f1: 'F1',
  accuracy: 'answers right',
  auroc: 'AUROC',
  ap50: 'AP50',
  recall: 'found',
  precision: 'correct marks',
  count: 'count',
};

/** "Comedone F1" for `comedone.f1`; a name that is not known stands for itself. */
export function figureTitle(name: string): string {
  const known = FIGURES[name]?.[0];
  if (known !== undefined) return known;
  const [type = '', figure] = name.split('.');
  if (figure === undefined) return name;
  const words = SUFFIXES[figure.toLowerCase()] ?? figure;
  return `${type.charAt(0).toUpperCase()}${type.slice(1)}: ${words}`;
}

export const figureMeaning = (name: string): string | null => FIGURES[name]?.[1] ?? null;

/** Figures that are no share of anything. */
const PLAIN_NUMBER = /loss|error|bias|total|count|mae|threshold|photos|score/i;

/** A figure with the digits that mean something. */
export function figureText(name: string, value: number): string {
  if (!PLAIN_NUMBER.test(name)) return `${(value * 100).toFixed(1)} %`;
  if (value !== 0 && Math.abs(value) < 0.01) return value.toExponential(1);
  return value.toFixed(Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 3);
}

/** A figure as an axis says it: without digits that no tick needs. */
export const axisText = (name: string, value: number): string =>
  PLAIN_NUMBER.test(name)
    ? String(Number(value.toPrecision(4)))
    : `${Number((value * 100).toPrecision(4))} %`;

/** Smallest and largest value that a figure can have; undefined where it has no bounds. */
export const figureRange = (name: string): readonly [number, number] | undefined =>
  PLAIN_NUMBER.test(name) ? undefined : [0, 1];

/** Figures that say something about the measurement, not about the model. */
export const isJudgement = (name: string): boolean => name !== 'photos' && name !== 'threshold';

/** What a model is judged by first, in this order. */
const MAIN_FIGURES = ['ap50', 'macroF1', 'centreHitRecall', 'macroAuroc', 'macroAccuracy', 'loss'];

/** Figures with those first that say most. */
export const mainFirst = (names: readonly string[]): readonly string[] => [
  ...MAIN_FIGURES.filter((name) => names.includes(name)),
  ...names.filter((name) => !MAIN_FIGURES.includes(name)),
];

/** The figure that says most about a run, of those it has. */
export const mainFigure = (names: readonly string[]): string | null => mainFirst(names)[0] ?? null;

const STATES: Readonly<Record<RunState, string>> = {
  queued: 'Waiting',
  running: 'Training',
  pausing: 'Pausing…',
  stopping: 'Stopping…',
  paused: 'Paused',
  interrupted: 'Interrupted',
  finished: 'Done',
  stopped: 'Stopped',
  failed: 'Failed',
};

export const stateWord = (state: RunState): string => STATES[state];

/** Why and how a run stands as it does, in a sentence; null where the state says it all. */
export function stateSentence({ state, reason, hasModel, epochs, epoch }: RunSummary): string | null {
  const kept = hasModel ? 'The best model so far is kept.' : 'There is no model yet.';
  switch (state) {
    case 'queued':
      return 'It begins when the run before it has ended.';
    case 'pausing':
    case 'stopping':
      return 'Writing a checkpoint; this can take as long as one training step.';
    case 'paused':
      return `Nothing is lost: resume whenever the computer is free. ${kept}`;
    case 'interrupted':
      return `Macule was closed, or the training process ended. Resume: it goes on from its last checkpoint. ${kept}`;
    case 'stopped':
      return hasModel ? 'Stopped by hand; the best model is kept.' : 'Stopped before there was a model.';
    case 'finished':
      if (reason === 'early-stopping')
        return `Stopped by itself after ${epoch} of ${epochs ?? epoch} rounds: it no longer got better. The best model is kept.`;
      if (reason === 'time') return 'The time was up. The best model is kept.';
      return 'All rounds are done. The best model is kept.';
    case 'running':
    case 'failed':
      return null;
  }
}
