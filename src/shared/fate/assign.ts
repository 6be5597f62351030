/**
 * One-to-one assignment at the least total cost, where leaving something alone costs too (Hungarian method with
 * potentials, Kuhn 1955, Munkres 1957; O((n + m)³)).
 * @param costs rows × columns; Infinity forbids a pair.
 * @param alone cost of every row and of every column without a partner.
 * @returns column of each row, or null.
 */
export function assignPairs(
  costs: readonly (readonly number[])[],
  alone: number,
): readonly (number | null)[] {
  const rows = costs.length;
  const columns = costs[0]?.length ?? 0;
  const size = rows + columns;
  // Each row has a place of its own to be alone in, each column too; those places fill up among themselves for free.
  const cost = (row: number, column: number): number => {
    if (row < rows && column < columns) return Math.min(costs[row]?.[column] ?? FORBIDDEN, FORBIDDEN);
    if (row < rows) return column - columns === row ? alone : FORBIDDEN;
    if (column < columns) return row - rows === column ? alone : FORBIDDEN;
    return 0;
  };
  const rowOf = leastAssignment(size, cost);
  const partner = new Array<number | null>(rows).fill(null);
  for (let column = 0; column < columns; column += 1) {
    const row = rowOf[column] as number;
    if (row < rows && cost(row, column) < FORBIDDEN) partner[row] = column;
  }
  return partner;
}

/** Row of each column of a square assignment at the least total cost. */
function leastAssignment(size: number, cost: (row: number, column: number) => number): Int32Array {
  // One column more than there are: where each row begins its search.
  const rowOf = new Int32Array(size + 1).fill(-1);
  const rowPotential = new Float64Array(size);
  const columnPotential = new Float64Array(size + 1);
  for (let row = 0; row < size; row += 1) {
    const previous = new Int32Array(size + 1).fill(size);
    const least = new Float64Array(size + 1).fill(Infinity);
    const used = new Uint8Array(size + 1);
    rowOf[size] = row;
    let column = size;
    do {
      used[column] = 1;
      const current = rowOf[column] as number;
      let [delta, next] = [Infinity, size];
      for (let other = 0; other < size; other += 1) {
        if (used[other]) continue;
        const reduced =
          cost(current, other) - (rowPotential[current] as number) - (columnPotential[other] as number);
        if (reduced < (least[other] as number)) {
          least[other] = reduced;
          previous[other] = column;
        }
        if ((least[other] as number) < delta) [delta, next] = [least[other] as number, other];
      }
      for (let other = 0; other <= size; other += 1) {
        if (used[other]) {
          const owner = rowOf[other] as number;
          rowPotential[owner] = (rowPotential[owner] as number) + delta;
          columnPotential[other] = (columnPotential[other] as number) - delta;
        } else least[other] = (least[other] as number) - delta;
      }
      column = next;
    } while (rowOf[column] !== -1);
    while (column !== size) {
      const before = previous[column] as number;
      rowOf[column] = rowOf[before] as number;
      column = before;
    }
  }
  return rowOf;
}

/** Dearer than any assignment that is allowed. */
const FORBIDDEN = 1e6;
