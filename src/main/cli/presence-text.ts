import type { PresenceFigures } from '../engine/ml/metrics/presence-figures';
import { columnsOf, type EvaluationOf } from './evaluation';
import { left, right, table } from './table';

/** What `macule evaluate` measured of a classifier of presence. */
export interface PresenceEvaluation extends EvaluationOf<PresenceFigures> {
  readonly leftOut: number;
}

/** A presence evaluation for a person: figures of whole pictures by dataset, then those of each type. */
export function presenceText(evaluation: PresenceEvaluation): string {
  const { model, engine, threshold, split, overall, leftOut } = evaluation;
  const columns = columnsOf(evaluation);
  const row = (title: string, value: (figures: PresenceFigures) => string): readonly string[] => [
    title,
    ...columns.map(value),
  ];
  const whole = table(
    [left(''), ...columns.map(({ name }) => right(name))],
    [
      row('photos', ({ pictures }) => `${pictures}`),
      row('loss', ({ loss }) => figure(loss)),
      row('all types right', ({ subsetAccuracy }) => figure(subsetAccuracy)),
      row('most probable type right', ({ argmaxAccuracy }) => figure(argmaxAccuracy)),
      row('mean accuracy', ({ macro }) => figure(macro.accuracy.value)),
      row('mean precision', ({ macro }) => figure(macro.precision.value)),
      row('mean recall', ({ macro }) => figure(macro.recall.value)),
      row('mean F1', ({ macro }) => figure(macro.f1.value)),
      row('mean AUROC', ({ macro }) => figure(macro.auroc.value)),
    ],
  );
  const types = table(
    [left('type'), ...['on photos', 'accuracy', 'precision', 'recall', 'F1', 'AUROC'].map(right)],
    overall.perLabel.map((of) => [
      of.label,
      `${of.truePositives + of.falseNegatives}`,
      ...[of.accuracy, of.precision, of.recall, of.f1, of.auroc].map(figure),
    ]),
  );
  const open =
    leftOut > 0 ? `${leftOut} photos left out: their labels leave open which types are on them\n` : '';
  return (
    `model ${model.id} (${model.sha256.slice(0, 12)}), ${engine.id} on ${engine.device}, ${split} photos, ` +
    `present from ${threshold}\n${open}\n${whole}\n${types}`
  );
}

const figure = (value: number | null): string => (value === null ? '-' : value.toFixed(3));
