import type { RunCourse } from '../../../../shared/training/course';
import { CURVE_COLOURS, type Curve, type Point } from './curve';

/**
 * Steps of one epoch, by the last one that is complete; null before the first. Epochs rather than steps are what
 * runs with different batch sizes have in common.
 */
export function stepsPerEpoch({ epochs }: RunCourse): number | null {
  const last = epochs.at(-1);
  return last && last.epoch > 0 && last.step > 0 ? last.step / last.epoch : null;
}

/** Where a step lies on the axis of epochs; on that of steps before the first epoch is done. */
const axisOf = (course: RunCourse): ((step: number) => number) => {
  const perEpoch = stepsPerEpoch(course);
  return perEpoch === null ? (step) => step : (step) => Math.round((step / perEpoch) * 1_000) / 1_000;
};

/** The name of the axis that {@link lossCurves} use. */
export const axisName = (course: RunCourse): string =>
  stepsPerEpoch(course) === null ? 'Training steps' : 'Rounds through all photos (epochs)';

/** Loss while training, and on the validation photos after each epoch. */
export function lossCurves(course: RunCourse): readonly Curve[] {
  const at = axisOf(course);
  const pointsOf = (value: (losses: Readonly<Record<string, number>>) => number | undefined): Point[] =>
    course.steps.flatMap(({ step, losses }) => pointAt(at(step), value(losses)));
  const training = pointsOf((losses) => losses['total'] ?? losses['loss']);
  const held = course.epochs.flatMap(({ step, metrics }) => pointAt(at(step), metrics['loss']));
  const means = course.epochs.flatMap(({ step, losses }) =>
    pointAt(at(step), losses['total'] ?? losses['loss']),
  );
  // Single steps are worth a line where there are more of them than rounds; the rounds' is then read against it.
  const showsSteps = training.length > means.length;
  const showsMeans = means.length > 1 || !showsSteps;
  const [colour, otherColour] = CURVE_COLOURS;
  const curves: readonly Curve[] = [
    ...(showsSteps
      ? [{ id: 'steps', name: 'While training', colour, points: training, faint: showsMeans }]
      : []),
    ...(showsMeans ? [{ id: 'means', name: 'Mean of each round', colour, points: means, dots: true }] : []),
    {
      id: 'valid',
      name: 'On validation photos',
      colour: otherColour,
      points: held,
      dash: [8, 4],
      dots: true,
    },
  ];
  return curves.filter(({ points }) => points.length > 0);
}

/** Values of one figure after each epoch. */
export const figurePoints = (course: RunCourse, figure: string): Point[] =>
  course.epochs.flatMap(({ epoch, metrics }) => pointAt(epoch, metrics[figure]));

/** Figures that a validation of this run has measured, in the order they were told. */
export const figuresOf = ({ epochs }: RunCourse): readonly string[] => [
  ...new Set(epochs.flatMap(({ metrics }) => Object.keys(metrics))),
];

const pointAt = (x: number, y: number | undefined): Point[] => (y === undefined ? [] : [{ x, y }]);
