import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openBackbone } from '../../src/main/engine/backbones/open-backbone';
import { importBackbone } from '../../src/main/engine/backbones/import-backbone';
import { loadBackbone } from '../../src/main/engine/backbones/stored-backbone';
import type { BackboneId } from '../../src/shared/backbones/catalogue';
import { GOLDEN } from '../golden/backbones-golden';
import { hashedPicture } from '../helpers/hashed-weights';
import { temporaryFolder } from '../helpers/temporary-folder';

/**
 * Files of full size, which are too big to commit: `python tests/golden/make_backbones.py --full <folder>` makes
 * them, and `MACULE_BACKBONE_FILES=<folder> npx vitest run --project opt-in` reads them.
 */
const FILES = process.env['MACULE_BACKBONE_FILES'] ?? '';
if (FILES === '') throw new Error('Name the folder of files in MACULE_BACKBONE_FILES.');
const folder = temporaryFolder();
afterAll(() => folder.remove());

const CASES: readonly (readonly [BackboneId, string, string])[] = [
  ['vgg19', 'vgg19_notop.h5', 'vgg19.features.f32'],
  ['vgg19', 'vgg19.weights.h5', 'vgg19.features.f32'],
  ['resnet50', 'resnet50_notop.h5', 'resnet50.features.f32'],
  ['resnet50', 'resnet50.weights.h5', 'resnet50.features.f32'],
  ['efficientnet-b3', 'efficientnet-b3_notop.h5', 'efficientnet-b3.features.f32'],
  ['efficientnet-b3', 'efficientnet-b3.weights.h5', 'efficientnet-b3.features.f32'],
  ['efficientnet-b3', 'published_notop.h5', 'efficientnet-b3.published.f32'],
];

describe.each(CASES)('%s from %s', (id, file, answer) => {
  it('gives every feature that Keras gives', async () => {
    const { height, width } = GOLDEN[id];
    const started = performance.now();
    expect((await importBackbone(folder.path, join(FILES, file), undefined)).id).toBe(id);
    const imported = performance.now();
    const { weights } = await loadBackbone(folder.path, id);
    const loaded = performance.now();
    const options = { height, width, batchSize: 1, input: 'preprocessed', threads: 2 } as const;
    const runner = await openBackbone({ id, weights }, options);
    const actual = await runner.run(hashedPicture(id, height, width).map((value) => value / 255));
    const bytes = await readFile(join(FILES, answer));
    const expected = new Float32Array(new Uint8Array(bytes).buffer);
    expect(actual.length).toBe(expected.length);
    const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const worst = expected.reduce(
      (most, value, index) => Math.max(most, Math.abs(value - actual[index]!)),
      0,
    );
    const squares = (values: Float32Array) => values.reduce((sum, value) => sum + value * value, 0);
    const difference = Math.sqrt(
      squares(actual.map((value, index) => value - expected[index]!)) / squares(expected),
    );
    process.stdout.write(
      `${id} ${file}: import ${Math.round(imported - started)} ms, load ${Math.round(loaded - imported)} ms, ` +
        `largest difference ${(worst / largest).toExponential(1)} of the largest feature, ` +
        `root mean square ${difference.toExponential(1)}, peak memory ${Math.round(process.resourceUsage().maxRSS / 1e3)} MB\n`,
    );
    expect(worst / largest).toBeLessThan(1e-4);
    expect(difference).toBeLessThan(1e-4);
    await runner.close();
  });
});
