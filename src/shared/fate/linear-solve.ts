/**
 * Solves A · X = B by Gaussian elimination with partial pivoting.
 * @param matrix rows of A, n × n; changed.
 * @param right rows of B, n × m; changed, and returned as X.
 * @returns null where A is singular.
 */
export function solveLinear(matrix: number[][], right: number[][]): number[][] | null {
  const size = matrix.length;
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < size; row += 1) {
      if (Math.abs(matrix[row]![column]!) > Math.abs(matrix[pivot]![column]!)) pivot = row;
    }
    if (Math.abs(matrix[pivot]![column]!) < 1e-12) return null;
    swap(matrix, pivot, column);
    swap(right, pivot, column);
    for (let row = column + 1; row < size; row += 1) {
      const factor = matrix[row]![column]! / matrix[column]![column]!;
      if (factor !== 0) subtract(matrix[row]!, matrix[column]!, factor, column);
      if (factor !== 0) subtract(right[row]!, right[column]!, factor, 0);
    }
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    for (let column = row + 1; column < size; column += 1)
      subtract(right[row]!, right[column]!, matrix[row]![column]!, 0);
    const scale = matrix[row]![row]!;
    right[row] = right[row]!.map((value) => value / scale);
  }
  return right;
}

function swap(rows: number[][], a: number, b: number): void {
  if (a !== b) [rows[a], rows[b]] = [rows[b]!, rows[a]!];
}

function subtract(from: number[], row: readonly number[], factor: number, start: number): void {
  for (let index = start; index < from.length; index += 1) from[index]! -= factor * row[index]!;
}
