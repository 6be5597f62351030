import { LESION_TYPES } from '../../../../shared/clinical/lesion';
import { OUTPUT_STRIDE, REFERENCE_SIDE } from '../models/lesion-detector';
import type { TileLabel } from './tile-label';

/** Flat arrays over the output grid, row by row; see `LesionDetectorTargets` for their meaning. */
export interface TargetMaps {
  readonly positive: Float32Array;
  readonly negative: Float32Array;
  readonly box: Float32Array;
  readonly boxWeight: Float32Array;
  readonly allowedTypes: Float32Array;
  readonly typeWeight: Float32Array;
}

/** Values a cell in each map. */
export const TARGET_CHANNELS: Readonly<Record<keyof TargetMaps, number>> = {
  positive: 1,
  negative: 1,
  box: 4,
  boxWeight: 1,
  allowedTypes: LESION_TYPES.length,
  typeWeight: 1,
};

/** Weight of "no lesion" at a look-alike: these are the false alarms that matter. */
const LOOK_ALIKE_WEIGHT = 3;
/** Cells whose centre nearness is at least this also learn the lesion's box and type. */
const NEAR_ENOUGH = 0.5;
/** Lesions smaller than this many pixels are neither lesions nor skin at stride 4. */
const SMALLEST_SIDE = 3;

/**
 * Training targets of one tile. The centre's cell is positive; around it "no lesion" weighs (1 − g)⁴ with g
 * a Gaussian of a sixth of the lesion's side plus half a cell (Zhou 2019 with a radius for tiny objects).
 * @param tileSide pixels, a multiple of the output stride.
 * @param background weight of "no lesion" elsewhere, below 1 where a dataset's labels are incomplete.
 */
export function encodeTargets(labels: readonly TileLabel[], tileSide: number, background = 1): TargetMaps {
  const side = tileSide / OUTPUT_STRIDE;
  const cells = side * side;
  const maps: TargetMaps = {
    positive: new Float32Array(cells),
    negative: new Float32Array(cells).fill(background),
    box: new Float32Array(cells * TARGET_CHANNELS.box),
    boxWeight: new Float32Array(cells),
    allowedTypes: new Float32Array(cells * TARGET_CHANNELS.allowedTypes),
    typeWeight: new Float32Array(cells),
  };
  const inside = labels.filter(({ x, y }) => x >= 0 && y >= 0 && x < tileSide && y < tileSide);
  inside.filter(({ allowed }) => allowed.length === 0).forEach((label) => addLookAlike(maps, label, side));
  const lesions = inside.filter(({ allowed }) => allowed.length > 0);
  lesions.forEach((label) => sparePlace(maps, label, side));
  // Small lesions last: where two share a cell, the smaller one would be lost otherwise.
  lesions
    .filter(({ width, height }) => Math.min(width, height) >= SMALLEST_SIDE)
    .sort((a, b) => b.width * b.height - a.width * a.height)
    .forEach((label) => addLesion(maps, label, side));
  return maps;
}

/** Visits the cells within `reach` cells of a point, with their nearness to it (Gaussian, 0–1). */
function around(
  label: TileLabel,
  side: number,
  deviation: number,
  visit: (cell: number, column: number, row: number, nearness: number) => void,
): void {
  const [centreX, centreY] = [label.x / OUTPUT_STRIDE, label.y / OUTPUT_STRIDE];
  const reach = Math.ceil(3 * deviation);
  const [column, row] = [Math.floor(centreX), Math.floor(centreY)];
  for (let y = Math.max(0, row - reach); y <= Math.min(side - 1, row + reach); y += 1) {
    for (let x = Math.max(0, column - reach); x <= Math.min(side - 1, column + reach); x += 1) {
      const distance = (x + 0.5 - centreX) ** 2 + (y + 0.5 - centreY) ** 2;
      visit(y * side + x, x, y, Math.exp(-distance / (2 * deviation ** 2)));
    }
  }
}

const deviationOf = ({ width, height }: TileLabel): number =>
  Math.max(width, height) / OUTPUT_STRIDE / 6 + 0.5;

function addLookAlike(maps: TargetMaps, label: TileLabel, side: number): void {
  around(label, side, deviationOf(label), (cell, _column, _row, nearness) => {
    const weight = 1 + (LOOK_ALIKE_WEIGHT - 1) * nearness;
    maps.negative[cell] = Math.max(maps.negative[cell] ?? 0, weight);
  });
}

const centreCell = (label: TileLabel, side: number): number =>
  Math.floor(label.y / OUTPUT_STRIDE) * side + Math.floor(label.x / OUTPUT_STRIDE);

/** Where a lesion is, "no lesion" is not taught. */
function sparePlace(maps: TargetMaps, label: TileLabel, side: number): void {
  around(label, side, deviationOf(label), (cell, _column, _row, nearness) => {
    maps.negative[cell] = Math.min(maps.negative[cell] ?? 0, (1 - nearness) ** 4);
  });
  maps.negative[centreCell(label, side)] = 0;
}

function addLesion(maps: TargetMaps, label: TileLabel, side: number): void {
  const typed = label.allowed.length < LESION_TYPES.length;
  const centre = centreCell(label, side);
  around(label, side, deviationOf(label), (cell, column, row, nearness) => {
    if (nearness < NEAR_ENOUGH && cell !== centre) return;
    const weight = cell === centre ? 1 : nearness;
    maps.box.set(
      [
        label.x / OUTPUT_STRIDE - (column + 0.5),
        label.y / OUTPUT_STRIDE - (row + 0.5),
        Math.log(label.width / REFERENCE_SIDE),
        Math.log(label.height / REFERENCE_SIDE),
      ],
      cell * 4,
    );
    maps.boxWeight[cell] = weight * (label.boxWeight ?? 1);
    LESION_TYPES.forEach((type, index) => {
      maps.allowedTypes[cell * LESION_TYPES.length + index] = label.allowed.includes(type) ? 1 : 0;
    });
    maps.typeWeight[cell] = typed ? weight * (label.typeWeight ?? 1) : 0;
  });
  maps.positive[centre] = 1;
}
