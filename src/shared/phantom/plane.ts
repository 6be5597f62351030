/** A smooth quantity over a picture, kept on a coarse lattice. */
export interface Plane {
  /** Pixels between two lattice points. */
  readonly step: number;
  readonly columns: number;
  readonly values: Float32Array;
}

/**
 * Samples several quantities at once every `step` pixels of a picture of `width` × `height`, edges included.
 * @param valuesAt their values, in an order of its own, at pixel coordinates
 */
export function drawPlanes(
  width: number,
  height: number,
  step: number,
  valuesAt: (x: number, y: number) => readonly number[],
): readonly Plane[] {
  const columns = Math.ceil(width / step) + 2;
  const rows = Math.ceil(height / step) + 2;
  const planes = valuesAt(0, 0).map(() => ({ step, columns, values: new Float32Array(columns * rows) }));
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const values = valuesAt(column * step, row * step);
      planes.forEach((plane, index) => {
        plane.values[row * columns + column] = values[index] as number;
      });
    }
  }
  return planes;
}

/** Fills `out` with the plane's values along pixel row `y`, interpolated. */
export function planeRow({ step, columns, values }: Plane, y: number, out: Float32Array): void {
  const start = Math.floor(y / step) * columns;
  const ty = y / step - Math.floor(y / step);
  const along = (column: number): number => {
    const upper = values[start + column] as number;
    return upper + ((values[start + columns + column] as number) - upper) * ty;
  };
  let [column, left, right] = [0, along(0), along(1)];
  for (let x = 0; x < out.length; x += 1) {
    if (x >= (column + 1) * step) {
      column += 1;
      left = right;
      right = along(column + 1);
    }
    out[x] = left + (right - left) * (x / step - column);
  }
}
