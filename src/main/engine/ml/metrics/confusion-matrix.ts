import { LESION_TYPES, type LesionType } from '../../../../shared/clinical/lesion';
import { centreHit } from './affinity';
import type { TypedPhoto } from './judged-photo';
import { matchGreedily } from './match-greedily';

/** What a label says: one type, several possible ones (`open`), or no lesion there (`background`). */
export type ConfusionRow = LesionType | 'open' | 'background';
/** What the detector says; `background` is a lesion that it missed. */
export type ConfusionColumn = LesionType | 'background';

export const CONFUSION_ROWS = [
  ...LESION_TYPES,
  'open',
  'background',
] as const satisfies readonly ConfusionRow[];
export const CONFUSION_COLUMNS = [
  ...LESION_TYPES,
  'background',
] as const satisfies readonly ConfusionColumn[];

/** Lesions, `matrix[labelled][detected]`. Nothing on nothing is not counted: that cell is 0. */
export type ConfusionMatrix = Readonly<Record<ConfusionRow, Readonly<Record<ConfusionColumn, number>>>>;

/**
 * Who is taken for whom, at one threshold. Detections of at least that score are matched one to one with lesions
 * whatever their types, as in `matchGreedily`: by falling score, by centre hit, the nearest free centre first. A
 * matched pair counts in its label's row and its detection's column, a detection left over in the row
 * `background`, a lesion left over in the column `background`. Lesions to be ignored, and detections on them, are
 * left out.
 */
export function confusionMatrix(photos: readonly TypedPhoto[], threshold: number): ConfusionMatrix {
  const cells = Object.fromEntries(
    CONFUSION_ROWS.map((row) => [row, Object.fromEntries(CONFUSION_COLUMNS.map((column) => [column, 0]))]),
  ) as Record<ConfusionRow, Record<ConfusionColumn, number>>;
  for (const { detections, references } of photos) {
    const kept = detections.filter(({ score }) => score >= threshold);
    const found = new Set<number>();
    for (const { detection, reference } of matchGreedily({ detections: kept, references }, centreHit)) {
      if (reference !== null) found.add(reference);
      if (reference !== null && references[reference]!.ignored) continue;
      cells[reference === null ? 'background' : rowOf(references[reference]!)][kept[detection]!.type] += 1;
    }
    references.forEach((reference, index) => {
      if (!found.has(index) && !reference.ignored) cells[rowOf(reference)].background += 1;
    });
  }
  return cells;
}

const rowOf = ({ allowed }: { readonly allowed: readonly LesionType[] }): ConfusionRow =>
  allowed.length === 1 ? allowed[0]! : 'open';
