import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { weightsContext } from '../../src/main/engine/backbones/weights-context';
import { decodeSafetensors } from '../../src/main/engine/io/safetensors';
import { efficientnetLite0 } from '../../src/main/engine/ml/models/efficientnet-lite0';
import { listParameters } from '../../src/main/engine/training/program';
import { runCompiled } from '../helpers/compiled-parity';
import { hashedUniform } from '../helpers/hashed-weights';

const LIMIT = 1e-4;
const read = (file: string) => readFileSync(new URL(file, import.meta.url));
const golden = z
  .object({
    side: z.number(),
    levels: z.record(
      z.string(),
      z.object({ shape: z.array(z.number()), step: z.number(), values: z.array(z.number()) }),
    ),
  })
  .parse(JSON.parse(read('efficientnet-lite0.json').toString()));
const { arrays } = decodeSafetensors(read('../../assets/pretrained/efficientnet-lite0.safetensors'));
const shape = [1, golden.side, golden.side, 3];

it('asks for exactly the weights that are shipped', () => {
  const parameters = listParameters((context, input) => {
    efficientnetLite0(context, input({ name: 'x', shape, layout: 'image' }));
  });
  const described = (name: string, sizes: readonly number[]) => `${name} ${sizes.join(' × ')}`;
  expect(parameters.map((spec) => described(spec.name, spec.shape)).sort()).toEqual(
    [...arrays].map(([name, array]) => described(name, array.shape)).sort(),
  );
});

it('gives the features of the published network', async () => {
  const picture = { shape, values: hashedUniform('picture', golden.side ** 2 * 3, 0.5, 0.5) };
  const levels = await runCompiled((x) => [...efficientnetLite0(weightsContext(arrays), x)], [picture]);
  const expected = Object.values(golden.levels);
  expect(levels.map((level) => level.shape)).toEqual(expected.map((level) => level.shape));
  levels.forEach(({ values }, index) => {
    const { step, values: theirs } = expected[index]!;
    const largest = Math.max(...theirs.map(Math.abs));
    const errors = theirs.map((value, sample) => Math.abs(value - values[sample * step]!) / largest);
    expect(Math.max(...errors)).toBeLessThan(LIMIT);
  });
});
