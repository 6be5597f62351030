import { areaUnderRoc } from './area-under-roc';
import { binaryRates, countOutcomes, type BinaryCounts, type BinaryRates } from './binary-rates';
import { checkPictures, type JudgedPicture } from './judged-picture';
import { macroAverage, type MacroAverage } from './macro-average';
import { argmaxAccuracy, subsetAccuracy } from './whole-picture-accuracy';

/** Probabilities are kept this far from 0 and 1 in logarithms, as in Keras. */
const LEAST_PROBABILITY = 1e-7;

export interface LabelFigures extends BinaryRates, BinaryCounts {
  readonly label: string;
  /** A probability of at least this is "present", 0–1. */
  readonly threshold: number;
  /** Mean binary cross-entropy, nats. */
  readonly loss: number | null;
  /** Null where the label is on every picture or on none. */
  readonly auroc: number | null;
}

/** Everything that is measured about a classifier of several labels a picture. docs/metrics.md has the formulas. */
export interface PresenceFigures {
  readonly pictures: number;
  /** Binary cross-entropy, nats, the mean over pictures and labels; null without pictures. */
  readonly loss: number | null;
  /** Pictures with every label right. */
  readonly subsetAccuracy: number | null;
  /** What Keras calls accuracy for several sigmoids; see `argmaxAccuracy`. */
  readonly argmaxAccuracy: number | null;
  readonly perLabel: readonly LabelFigures[];
  /** Means over labels. `accuracy` is also the share of all single answers that are right (1 − Hamming loss). */
  readonly macro: Readonly<Record<'accuracy' | 'precision' | 'recall' | 'f1' | 'auroc', MacroAverage>>;
}

/**
 * @param labels names, in the order of each picture's lists.
 * @param thresholds one for each label, or one for all, 0–1.
 * @throws RangeError where lists do not fit together.
 */
export function presenceFigures(
  labels: readonly string[],
  pictures: readonly JudgedPicture[],
  thresholds: number | readonly number[] = 0.5,
): PresenceFigures {
  const each = typeof thresholds === 'number' ? labels.map(() => thresholds) : thresholds;
  if (each.length !== labels.length) throw new RangeError('There must be one threshold for each label.');
  checkPictures(pictures, labels.length);
  const perLabel = labels.map((label, index) => labelFigures(label, each[index]!, ofLabel(pictures, index)));
  const macro = (figure: keyof PresenceFigures['macro']): MacroAverage =>
    macroAverage(perLabel.map((figures) => [figures.label, figures[figure]]));
  return {
    pictures: pictures.length,
    loss: macroAverage(perLabel.map(({ label, loss }) => [label, loss])).value,
    subsetAccuracy: subsetAccuracy(pictures, each),
    argmaxAccuracy: argmaxAccuracy(pictures),
    perLabel,
    macro: {
      accuracy: macro('accuracy'),
      precision: macro('precision'),
      recall: macro('recall'),
      f1: macro('f1'),
      auroc: macro('auroc'),
    },
  };
}

interface Answer {
  readonly present: boolean;
  readonly probability: number;
}

const ofLabel = (pictures: readonly JudgedPicture[], label: number): readonly Answer[] =>
  pictures.map(({ present, probabilities }) => ({
    present: present[label]!,
    probability: probabilities[label]!,
  }));

function labelFigures(label: string, threshold: number, answers: readonly Answer[]): LabelFigures {
  const counts = countOutcomes(
    answers.map(({ present, probability }) => ({ present, said: probability >= threshold })),
  );
  return {
    label,
    threshold,
    ...counts,
    ...binaryRates(counts),
    loss:
      answers.length === 0
        ? null
        : answers.reduce((sum, answer) => sum + surprise(answer), 0) / answers.length,
    auroc: areaUnderRoc(
      answers.map(({ present, probability }) => ({ score: probability, positive: present })),
    ),
  };
}

/** −ln of the probability given to what is so. */
const surprise = ({ present, probability }: Answer): number => {
  const given = present ? probability : 1 - probability;
  return -Math.log(Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, given)));
};
