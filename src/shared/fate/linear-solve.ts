/**
 * Solves A · X = B by Gauss–Jordan elimination with partial pivoting.
 * @param rows of [A B], n of n + m numbers each; not changed.
 * @returns rows of X, or null where A is singular.
 */
export function solveLinear(rows: readonly (readonly number[])[]): readonly (readonly number[])[] | null {
  const size = rows.length;
  const work = rows.map((row) => [...row]);
  for (let column = 0; column < size; column += 1) {
    const pivot = largestBelow(work, column);
    const chosen = work[pivot] ?? [];
    const scale = chosen[column] ?? 0;
    if (Math.abs(scale) < 1e-12) return null;
    work[pivot] = work[column] ?? [];
    const unit = chosen.map((value) => value / scale);
    work[column] = unit;
    for (const [row, other] of work.entries()) {
      const factor = other[column] ?? 0;
      if (row === column || factor === 0) continue;
      for (let index = column; index < other.length; index += 1) {
        other[index] = (other[index] as number) - factor * (unit[index] as number);
      }
    }
  }
  return work.map((row) => row.slice(size));
}

/** The row, from the diagonal down, with the largest value in a column. */
function largestBelow(rows: readonly (readonly number[])[], column: number): number {
  let largest = column;
  for (let row = column + 1; row < rows.length; row += 1) {
    if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[largest]?.[column] ?? 0)) largest = row;
  }
  return largest;
}
