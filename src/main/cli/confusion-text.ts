import {
  CONFUSION_COLUMNS,
  CONFUSION_ROWS,
  type ConfusionMatrix,
  type ConfusionRow,
} from '../engine/ml/metrics/confusion-matrix';
import { left, right, table } from './table';

const ROW_TITLES: Readonly<Partial<Record<ConfusionRow, string>>> = {
  background: 'no lesion',
  open: 'type not said',
};

/** A confusion matrix as a table. */
export const confusionText = (matrix: ConfusionMatrix): string =>
  table(
    [left(''), ...CONFUSION_COLUMNS.map((column) => right(column === 'background' ? 'missed' : column))],
    CONFUSION_ROWS.map((row) => [
      ROW_TITLES[row] ?? row,
      ...CONFUSION_COLUMNS.map((column) =>
        row === 'background' && column === 'background' ? '' : `${matrix[row][column]}`,
      ),
    ]),
  );
