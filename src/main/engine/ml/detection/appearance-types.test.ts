import { describe, expect, it } from 'vitest';
import { LESION_TYPES, type LesionType } from '../../../../shared/clinical/lesion';
import { paintLesion } from '../../../../shared/phantom/paint-lesion';
import type { RgbImage } from '../../../../shared/photo/rgb-image';
import { seededRandom } from '../random';
import { lesionAppearance, narrowedByAppearance, typesByAppearance } from './appearance-types';
import type { TileLabel } from './tile-label';

const SIDE = 64;
const SKIN = [205, 160, 135] as const;

const skin = (): RgbImage => ({
  width: SIDE,
  height: SIDE,
  data: Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, index) => SKIN[index % 3]!),
});

const label = (side: number, allowed: readonly LesionType[] = LESION_TYPES): TileLabel => ({
  ...{ x: 32, y: 32, width: side, height: side },
  allowed,
});

/** How often each type is left open over so many painted lesions of a type. */
function open(type: LesionType, radius: number, lesions = 40): Readonly<Record<LesionType, number>> {
  const counts = { comedone: 0, nodule: 0, papule: 0, pustule: 0 };
  for (let seed = 1; seed <= lesions; seed += 1) {
    const tile = skin();
    paintLesion(tile, { type, x: 32, y: 32, radius }, seededRandom(seed));
    const [narrowed] = narrowedByAppearance(tile, [label(2 * radius)], 1);
    for (const left of narrowed?.allowed ?? []) counts[left] += 1;
  }
  return counts;
}

describe('a lesion’s look', () => {
  it('is none where nothing differs from the skin', () => {
    const look = lesionAppearance(skin(), label(14));
    expect(look?.redness).toBeCloseTo(0, 6);
    expect(look?.lightness).toBeCloseTo(0, 6);
    expect(look?.head).toBeCloseTo(0, 6);
  });

  it('is the logarithm of how much redder and darker it is', () => {
    const tile = skin();
    for (let index = 0; index < tile.data.length; index += 3) {
      const [x, y] = [(index / 3) % SIDE, Math.floor(index / 3 / SIDE)];
      if (Math.hypot(x + 0.5 - 32, y + 0.5 - 32) < 7) tile.data[index + 1] = 120;
    }
    const look = lesionAppearance(tile, label(14));
    expect(look?.redness).toBeCloseTo(Math.log(161 / 121), 5);
    expect(look?.lightness).toBeCloseTo(Math.log((206 + 121 + 136) / (206 + 161 + 136)), 5);
  });

  it('is unknown where the tile shows too little', () => {
    expect(lesionAppearance(skin(), { ...label(14), x: -20 })).toBeNull();
  });
});

describe('types by look', () => {
  it.each([
    [{ redness: 0, lightness: 0.03, head: 0 }, 12, ['comedone']],
    [{ redness: 0.04, lightness: -0.25, head: 0 }, 12, ['comedone']],
    [{ redness: 0.04, lightness: 0, head: 0 }, 12, LESION_TYPES],
    [{ redness: 0.1, lightness: 0, head: 0 }, 12, ['papule', 'pustule']],
    [{ redness: 0.1, lightness: 0, head: 0.1 }, 12, ['pustule']],
    [{ redness: 0.1, lightness: 0, head: -0.1 }, 12, ['papule']],
    [{ redness: 0.1, lightness: 0, head: 0.1 }, 6, ['papule', 'pustule']],
    [{ redness: 0.1, lightness: 0, head: 0 }, 24, ['papule', 'pustule', 'nodule']],
    [{ redness: 0.1, lightness: 0, head: 0.1 }, 40, ['nodule']],
  ] as const)('%o at %i pixels leaves %j', (look, side, types) => {
    expect(typesByAppearance(look, side)).toEqual(types);
  });

  it('keeps what it cannot improve: single types, look-alikes, and labels that the look contradicts', () => {
    const tile = skin();
    const labels = [label(14, ['pustule']), label(14, []), label(14, ['papule', 'pustule'])];
    expect(narrowedByAppearance(tile, labels, 1)).toEqual(labels);
  });

  it('measures size on the photo, whatever the tile’s scale', () => {
    const tile = skin();
    paintLesion(tile, { type: 'nodule', x: 32, y: 32, radius: 16 }, seededRandom(2));
    const at = (scale: number) => narrowedByAppearance(tile, [label(32)], scale)[0]?.allowed;
    expect(at(1)).toEqual(['nodule']);
    expect(at(2)).not.toContain('nodule');
  });
});

it('rendered lesions of 40 each: inflamed ones are no comedones, and their own type mostly stays open', () => {
  const [comedones, papules, pustules] = [open('comedone', 5), open('papule', 7), open('pustule', 7)];
  expect(papules.papule).toBeGreaterThan(30);
  expect(papules.comedone).toBeLessThan(4);
  expect(pustules.pustule).toBeGreaterThan(30);
  expect(pustules.comedone).toBeLessThan(10);
  expect(open('nodule', 16).nodule).toBeGreaterThan(35);
  // Rendered open comedones are redder than the crops of real ones that the limits were chosen on.
  expect(comedones.comedone).toBeGreaterThan(20);
});
