import type { ExperimentReport } from '../../shared/experiment/report';
import { duration } from './duration';
import { left, right, table } from './table';

const shown = (value: number | null | undefined, digits = 3): string => value?.toFixed(digits) ?? '-';

/** The rows of an experiment for a person: both experiments in one table, with the figures that each has. */
export const experimentTable = ({ rows }: ExperimentReport): string =>
  table(
    [
      ...['model', 'experiment'].map(left),
      ...['loss', 'subset accuracy', 'macro F1', 'AUROC', 'AP50', 'centre-hit recall', 'epochs', 'time'].map(
        right,
      ),
    ],
    rows.map((row) =>
      row.status === 'not-run'
        ? [row.title, row.experiment, 'not run']
        : [
            row.title,
            row.experiment,
            shown(row.loss),
            shown(row.metrics['subsetAccuracy']),
            shown(row.metrics['macroF1']),
            shown(row.metrics['macroAuroc']),
            shown(row.metrics['ap50']),
            shown(row.metrics['centreHitRecall']),
            String(row.epochs),
            duration(row.seconds),
          ],
    ),
  );
