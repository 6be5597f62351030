import { describe, expect, it } from 'vitest';
import { LESION_TYPES, type LesionType } from '../../../../shared/clinical/lesion';
import type { RgbImage } from '../../../../shared/photo/rgb-image';
import type { LabelledPhoto } from '../../../datasets/dataset';
import { OUTPUT_STRIDE, REFERENCE_SIDE } from '../../ml/models/lesion-detector';
import { seededRandom } from '../../ml/random';
import { drawTile, type TileDrawing } from './draw-tile';
import { TRAINING_LESION_RADII } from './lesion-radii';
import { paintLesions } from './paint-lesions';
import { cropPaster } from './paste-crops';

const skin = (side: number): RgbImage => ({
  ...{ width: side, height: side },
  data: Uint8Array.from({ length: side * side * 3 }, (_, at) => [190, 140, 115][at % 3] ?? 0),
});
const photo: LabelledPhoto = {
  ...{ file: '/skin.png', fileName: 'skin.png', split: 'train', stem: 'skin', width: 600, height: 600 },
  labels: [],
};
const SIDE = 256;
/** A crop of each type, whose lesion is a dark square. */
const crops = LESION_TYPES.map((type) => ({
  type,
  image: { ...skin(16), data: skin(16).data.map((value, at) => (at > 300 && at < 460 ? value / 2 : value)) },
}));
const drawing = (changes: Partial<TileDrawing>): TileDrawing => ({
  ...{ seed: 1, epoch: 0, tileSide: SIDE, view: null, narrowed: false },
  ...{ paintedShare: 0, paint: paintLesions, croppedShare: 0, paste: cropPaster(crops) },
  ...changes,
});

interface Target {
  readonly type: LesionType | undefined;
  readonly width: number;
  readonly boxWeight: number;
}

/** What the targets of many tiles say of the lesions on them. */
function targetsOf(changes: Partial<TileDrawing>): readonly Target[] {
  const whole = skin(600);
  const found: Target[] = [];
  for (let number = 0; number < 60; number += 1) {
    const { targets } = drawTile(photo, whole, drawing(changes), number);
    targets.positive.forEach((positive, cell) => {
      if (positive !== 1) return;
      const allowed = LESION_TYPES.filter((_, index) => targets.allowedTypes[4 * cell + index] === 1);
      found.push({
        type: allowed.length === 1 ? allowed[0] : undefined,
        width: REFERENCE_SIDE * Math.exp(targets.box[4 * cell + 2] ?? NaN),
        boxWeight: targets.boxWeight[cell] ?? NaN,
      });
    });
  }
  return found;
}

const scaled = (scale: number) => ({ scale: [scale, scale], rotation: 0.3 }) as const;

describe.each([
  ['rendered lesions', { paintedShare: 1 }, 1],
  ['lesions from pictures of single ones', { croppedShare: 1 }, 0],
] as const)('%s', (_, shares, boxWeight) => {
  it.each([0.7, 1.5, 2])('have the size of their type on the photo, so %f times it on the tile', (scale) => {
    const targets = targetsOf({ ...shares, view: scaled(scale) });
    for (const type of LESION_TYPES) {
      const widths = targets.filter((target) => target.type === type).map(({ width }) => width / scale);
      expect(widths.length, type).toBeGreaterThan(4);
      expect(Math.min(...widths)).toBeGreaterThanOrEqual(2 * TRAINING_LESION_RADII[type][0] - 1e-4);
      expect(Math.max(...widths)).toBeLessThanOrEqual(2 * TRAINING_LESION_RADII[type][1] + 1e-4);
    }
  });

  it('say their type, and their box as far as it is known', () => {
    const targets = targetsOf(shares);
    expect(targets.every(({ type }) => type !== undefined)).toBe(true);
    expect(new Set(targets.map((target) => target.boxWeight))).toEqual(new Set([boxWeight]));
  });

  it('are seen where their targets are: the tile is not plain skin there, and plain where there are none', () => {
    const { planes, targets } = drawTile(photo, skin(600), drawing({ ...shares, view: scaled(1.5) }), 3);
    const plain = drawTile(photo, skin(600), drawing({ view: scaled(1.5) }), 3);
    const cell = targets.positive.indexOf(1);
    expect(cell).toBeGreaterThanOrEqual(0);
    expect(plain.targets.positive.indexOf(1)).toBe(-1);
    const cells = SIDE / OUTPUT_STRIDE;
    const [column, row] = [cell % cells, Math.floor(cell / cells)].map((at) => at * OUTPUT_STRIDE);
    const spread = (of: Float32Array): number => {
      const values: number[] = [];
      for (let y = Math.max(0, (row ?? 0) - 12); y < Math.min(SIDE, (row ?? 0) + 12); y += 1)
        for (let x = Math.max(0, (column ?? 0) - 12); x < Math.min(SIDE, (column ?? 0) + 12); x += 1)
          values.push(of[SIDE * SIDE + y * SIDE + x] ?? NaN);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    };
    expect(spread(planes)).toBeGreaterThan(spread(plain.planes) + 0.005);
  });
});

it('lesions of all types are laid equally often, however few pictures there are of one', () => {
  const many = [...crops, ...Array.from({ length: 40 }, () => crops[0]!)];
  const targets = targetsOf({ croppedShare: 1, paste: cropPaster(many) });
  const share = targets.filter(({ type }) => type === crops[0]!.type).length / targets.length;
  expect(share).toBeLessThan(0.5);
});

it('lie where their labels say, to a part of a pixel', () => {
  // Darkest in the middle, and the same from all sides: where its dark is on average, its middle is.
  const round = {
    ...skin(33),
    data: skin(33).data.map((value, at) => {
      const [column, row] = [Math.floor(at / 3) % 33, Math.floor(at / 99)];
      return Math.hypot(column - 16, row - 16) < 9 ? value / 2 : value;
    }),
  };
  const paste = cropPaster([{ type: 'papule', image: round }]);
  const random = seededRandom(3);
  const off = [0, 0];
  let laid = 0;
  for (let turn = 0; turn < 80; turn += 1) {
    const patch = skin(96);
    const labels = paste(patch, [], random);
    if (labels.length !== 1) continue;
    laid += 1;
    let [dark, across, down] = [0, 0, 0];
    for (let row = 0; row < 96; row += 1)
      for (let column = 0; column < 96; column += 1) {
        const darker = 140 - (patch.data[3 * (row * 96 + column) + 1] ?? 0);
        dark += darker;
        across += darker * (column + 0.5);
        down += darker * (row + 0.5);
      }
    off[0]! += across / dark - (labels[0]?.x ?? NaN);
    off[1]! += down / dark - (labels[0]?.y ?? NaN);
  }
  expect(laid).toBeGreaterThan(15);
  for (const sum of off) expect(Math.abs(sum / laid)).toBeLessThan(0.1);
});

it('without any picture nothing is laid', () => {
  const patch = skin(64);
  expect(cropPaster([])(patch, [], seededRandom(1))).toEqual([]);
  expect(patch).toEqual(skin(64));
});
