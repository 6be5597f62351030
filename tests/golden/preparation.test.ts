import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SEED_PREPARATION, type Variation } from '../../src/main/engine/ml/augment/preparation';
import { varyPhoto } from '../../src/main/engine/ml/augment/vary-photo';

interface Golden {
  readonly side: number;
  readonly picture: readonly number[];
  readonly cases: readonly { readonly variation: Variation; readonly pixels: readonly number[] }[];
}

// Made by make_preparation.py.
const { side, picture, cases } = JSON.parse(
  readFileSync(join(import.meta.dirname, 'preparation.json'), 'utf8'),
) as Golden;

it.each(cases.map((one) => [JSON.stringify(one.variation), one] as const))(
  'gives the pixels that TensorFlow gives: %s',
  (_, { variation, pixels }) => {
    const image = { width: side, height: side, data: Uint8Array.from(picture) };
    const { data } = varyPhoto({ image, labels: [] }, variation, { ...SEED_PREPARATION, side }).image;
    const compared = pixels.flatMap((value, index) => (value < 0 ? [] : [Math.abs(value - data[index]!)]));
    expect(compared.length).toBeGreaterThan(0.5 * data.length);
    // TensorFlow reckons in 32 bits, so that a value near a half may be rounded the other way.
    expect(Math.max(...compared)).toBeLessThanOrEqual(1);
    expect(compared.filter((difference) => difference > 0).length).toBeLessThan(0.05 * compared.length);
  },
);
