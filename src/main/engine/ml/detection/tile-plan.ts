/** One tile of a photo and the part of it whose lesions it reports, in pixels of the photo. */
export interface Tile {
  readonly x: number;
  readonly y: number;
  /** Lesions are kept when their centre lies in [left, right) × [top, bottom). */
  readonly core: {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  };
}

export interface TilePlan {
  /** Pixels of every tile; a photo smaller than a tile is padded. */
  readonly width: number;
  readonly height: number;
  readonly tiles: readonly Tile[];
}

export interface TileLimits {
  /** No tile is longer than this, in pixels. */
  readonly longest: number;
  /** Neighbours share at least this many pixels, so that each lesion lies whole in some tile. */
  readonly overlap: number;
  /** Tile sides are multiples of this. */
  readonly multiple: number;
}

/**
 * Cores reach so many pixels beyond the seam. Two tiles do not place a lesion on quite the same point: without this,
 * each could take one on the seam for the other's, and neither would report it. One that both report is joined by
 * suppression.
 */
export const SEAM_MARGIN = 4;

/**
 * Cuts a photo into as few equal overlapping tiles as the limits allow. Overlaps are split down the middle: each point
 * of the photo belongs to the core of one tile, points within {@link SEAM_MARGIN} of a seam to those of both.
 */
export function planTiles(width: number, height: number, limits: TileLimits): TilePlan {
  const columns = planAxis(width, limits);
  const rows = planAxis(height, limits);
  const tiles = rows.spans.flatMap((row) =>
    columns.spans.map((column) => ({
      x: column.start,
      y: row.start,
      core: { left: column.from, right: column.to, top: row.from, bottom: row.to },
    })),
  );
  return { width: columns.side, height: rows.side, tiles };
}

interface AxisPlan {
  readonly side: number;
  readonly spans: readonly { readonly start: number; readonly from: number; readonly to: number }[];
}

function planAxis(length: number, { longest, overlap, multiple }: TileLimits): AxisPlan {
  const roundUp = (value: number) => Math.ceil(value / multiple) * multiple;
  const count = length <= longest ? 1 : Math.ceil((length - overlap) / (longest - overlap));
  const side = Math.min(longest, roundUp((length + (count - 1) * overlap) / count));
  const last = Math.max(0, length - side);
  const starts = Array.from({ length: count }, (_, index) =>
    count === 1 ? 0 : Math.round((last * index) / (count - 1)),
  );
  const seam = (index: number): number => {
    const [before, after] = [starts[index] ?? 0, starts[index + 1] ?? 0];
    return (before + side + after) / 2;
  };
  const spans = starts.map((start, index) => ({
    start,
    from: index === 0 ? 0 : seam(index - 1) - SEAM_MARGIN,
    to: index === count - 1 ? length : seam(index) + SEAM_MARGIN,
  }));
  return { side, spans };
}
