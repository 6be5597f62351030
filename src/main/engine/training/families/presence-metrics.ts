import { LESION_TYPES } from '../../../../shared/clinical/lesion';
import type { ValidationMetrics } from '../../../../shared/training/events';
import type { JudgedPicture } from '../../ml/metrics/judged-picture';
import { presenceFigures, type PresenceFigures } from '../../ml/metrics/presence-figures';

const MACRO = ['accuracy', 'precision', 'recall', 'f1', 'auroc'] as const;
const PER_TYPE = ['loss', ...MACRO] as const;

const macroName = (figure: string): string => `macro${figure.charAt(0).toUpperCase()}${figure.slice(1)}`;

/** All that {@link presenceMetrics} may hold. */
export const PRESENCE_METRICS: readonly string[] = [
  ...['loss', 'subsetAccuracy', 'argmaxAccuracy'],
  ...MACRO.map(macroName),
  ...LESION_TYPES.flatMap((type) => PER_TYPE.map((figure) => `${type}.${figure}`)),
];

/** What judged pictures come to, by name; undefined figures are left out. */
export function presenceMetrics(judged: readonly JudgedPicture[]): ValidationMetrics {
  const figures = presenceFigures(LESION_TYPES, judged);
  return Object.fromEntries(
    namedFigures(figures).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}

const namedFigures = ({
  loss,
  subsetAccuracy,
  argmaxAccuracy,
  macro,
  perLabel,
}: PresenceFigures): readonly (readonly [string, number | null])[] => [
  ['loss', loss],
  ['subsetAccuracy', subsetAccuracy],
  ['argmaxAccuracy', argmaxAccuracy],
  ...MACRO.map((figure) => [macroName(figure), macro[figure].value] as const),
  ...perLabel.flatMap((figuresOf) =>
    PER_TYPE.map((figure) => [`${figuresOf.label}.${figure}`, figuresOf[figure]] as const),
  ),
];
