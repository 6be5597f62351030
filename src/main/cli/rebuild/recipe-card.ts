import type { ModelRecipe } from '../../../shared/training/model-recipe';
import type { Interval } from '../../engine/ml/metrics/bootstrap';
import type { LesionDetectorDescription } from '../../engine/io/model-description';
import { FROC_FALSE_MARKS } from '../../engine/ml/metrics/froc';
import { columnsOf } from '../evaluation';
import type { Evaluation } from '../evaluation-text';

export interface RecipeCardFacts {
  readonly recipe: ModelRecipe;
  readonly description: LesionDetectorDescription;
  readonly evaluation: Evaluation;
  /** Photos that were calibrated on; null where too little was found to calibrate. */
  readonly calibratedOn: number | null;
  /** Datasets with the number of photos to train on. */
  readonly trainedOn: readonly { readonly name: string; readonly photos: number }[];
}

/** A model card with everything that was measured; what only a person can say is left to be filled in. */
export function recipeCard(facts: RecipeCardFacts): string {
  const { recipe, description, trainedOn } = facts;
  const { weightsSha256, trainedAt, longSide, scales = [1], mirrored = false } = description;
  const stages = recipe.stages.map(
    ({ minutes, settings, seed }, index) =>
      `${index + 1}. at most ${minutes.toFixed(0)} min, seed ${seed}, ${settingsWords(settings)}`,
  );
  return `# Model card: ${recipe.title}

**For research and evaluation only**, as far as the photographs it learned from allow. It is decision support, not a diagnosis.

## What it is

A detector of acne lesions on photographs of faces (\`${recipe.model}\`). Photos are reduced to ${longSide} px on the long side and looked at ${scales.join(' and ')} times that size${mirrored ? ', mirrored too' : ''}.

Weights: SHA-256 \`${weightsSha256}\`, ${trainedAt.slice(0, 10)}.

## How it was trained

\`macule train --recipe ${recipe.id}\`, each stage from the best weights of the one before:

${stages.join('\n')}

Then it was calibrated ${facts.calibratedOn === null ? 'on nothing: too little was found' : `on ${facts.calibratedOn} validation photos`}.

| source | photos (train) |
|---|---:|
${trainedOn.map(({ name, photos }) => `| \`${name}\` | ${photos} |`).join('\n')}

## Measured

On validation photos, which it never saw in training; the best weights of each stage, threshold and calibration were chosen on some of them, so their optimism is in the figures. A detection hits when its centre lies in the mark. 95 % bootstrap intervals over photos in brackets.

${figures(facts.evaluation)}

## Know before use

To be filled in: what was looked at by eye, where it fails, and what was not measured.

## Licences and sources

To be filled in: the terms of the photographs hold for the weights too.
`;
}

const settingsWords = (settings: ModelRecipe['stages'][number]['settings']): string => {
  const words = Object.entries(settings).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  return words.length > 0 ? words.join(', ') : 'the model’s own settings';
};

function figures(evaluation: Evaluation): string {
  const columns = columnsOf(evaluation);
  const row = (title: string, value: (figures: (typeof columns)[number]) => string): string =>
    `| ${[title, ...columns.map(value)].join(' | ')} |`;
  return [
    row('', ({ name }) => name),
    `|---${'|---'.repeat(columns.length)}|`,
    row('photos, lesions', ({ photos, lesions }) => `${photos}, ${lesions}`),
    row('AP50', ({ ap50, intervals }) => within(ap50, intervals.ap50)),
    row('AP50-95', ({ ap50To95, intervals }) => within(ap50To95, intervals.ap50To95)),
    row('centre-hit recall', ({ centreHit, intervals }) =>
      within(centreHit.recall, intervals.centreHit.recall),
    ),
    row('centre-hit precision', ({ centreHit, intervals }) =>
      within(centreHit.precision, intervals.centreHit.precision),
    ),
    row('centre-hit F1', ({ centreHit }) => number(centreHit.f1, 3)),
    row(`recall at ${FROC_FALSE_MARKS.join(', ')} false marks a photo`, ({ froc }) =>
      FROC_FALSE_MARKS.map((_, index) => number(froc?.recallAt[index]?.recall ?? null, 2)).join(', '),
    ),
    row('count error, mean absolute', ({ counts, intervals }) =>
      within(counts.meanAbsoluteError, intervals.counts.meanAbsoluteError, 1),
    ),
    row('count bias', ({ counts, intervals }) => within(counts.bias, intervals.counts.bias, 1)),
    row(
      'count correlation, Pearson; ICC',
      ({ counts }) => `${number(counts.pearson, 2)}; ${number(counts.intraclass, 2)}`,
    ),
    row('calibration error', ({ calibrationError }) => number(calibrationError, 3)),
  ].join('\n');
}

const number = (value: number | null, digits: number): string =>
  value?.toFixed(digits).replace('-', '−') ?? 'n/a';
const within = (value: number | null, interval: Interval | null, digits = 3): string =>
  interval === null
    ? number(value, digits)
    : `${number(value, digits)} (${number(interval.low, digits)}–${number(interval.high, digits)})`;
