import type { Box } from '../../../../shared/geometry/box';

/**
 * Sorts as one reads a face: in rows from the top, each row from left to right. A row is as high as
 * `rowHeight`, in the unit of the boxes, and goes by the centres, so that neighbours do not jump.
 */
export function inReadingOrder<T extends { readonly box: Box }>(
  marks: readonly T[],
  rowHeight: number,
): readonly T[] {
  const place = ({ box }: T) => ({
    row: Math.floor((box.y + box.height / 2) / rowHeight),
    x: box.x + box.width / 2,
  });
  return marks
    .map((mark) => ({ mark, ...place(mark) }))
    .sort((a, b) => a.row - b.row || a.x - b.x)
    .map(({ mark }) => mark);
}

/**
 * The id one step before or after the selected one; the first or last where none is selected or it is not
 * in the list; null beyond either end.
 */
export function neighbourId(ids: readonly string[], selectedId: string | null, step: 1 | -1): string | null {
  const at = selectedId === null ? -1 : ids.indexOf(selectedId);
  if (at < 0) return (step === 1 ? ids[0] : ids.at(-1)) ?? null;
  return ids[at + step] ?? null;
}
