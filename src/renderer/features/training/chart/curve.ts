/** A line of a chart. */
export interface Curve {
  /** Stays the same while points are added. */
  readonly id: string;
  readonly name: string;
  readonly colour: string;
  readonly points: readonly Point[];
  /** A background line that others are read against. */
  readonly faint?: boolean;
  /** Lengths of dashes and gaps, CSS pixels: lines are told apart without colour too. */
  readonly dash?: readonly number[];
  /** Whether single points show, as where there are few. */
  readonly dots?: boolean;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Colours of lines, as the scheme has them. */
export const CURVE_COLOURS = [
  'var(--curve-1)',
  'var(--curve-2)',
  'var(--curve-3)',
  'var(--curve-4)',
  'var(--curve-5)',
  'var(--curve-6)',
] as const;
const DASHES: readonly (readonly number[])[] = [[], [8, 4], [2, 4], [12, 4, 2, 4]];

/** How the line at a place in a list of lines is drawn. */
export const strokeOf = (index: number): { readonly colour: string; readonly dash: readonly number[] } => ({
  colour: CURVE_COLOURS[index % CURVE_COLOURS.length] ?? CURVE_COLOURS[0],
  dash: DASHES[Math.floor(index / CURVE_COLOURS.length + (index % DASHES.length)) % DASHES.length] ?? [],
});

/** The value of a line at a place, or the last one before it; its last value of all where there is no place. */
export function valueAt({ points }: Pick<Curve, 'points'>, x: number | null): number | null {
  const found = x === null ? points.at(-1) : points.findLast((point) => point.x <= x);
  return found?.y ?? null;
}

/** Columns over one x axis, as uPlot takes them: all x of all lines, then each line's y or null. */
export function columnsOf(curves: readonly Curve[]): [number[], ...(number | null)[][]] {
  const xs = [...new Set(curves.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => a - b);
  const places = new Map(xs.map((x, index) => [x, index]));
  const columns = curves.map(({ points }) => {
    const column: (number | null)[] = new Array<number | null>(xs.length).fill(null);
    for (const { x, y } of points) column[places.get(x) ?? 0] = y;
    return column;
  });
  return [xs, ...columns];
}
