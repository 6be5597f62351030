import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compiledDetector } from '../../src/main/engine/detector/compiled-detector';
import type { Detector } from '../../src/main/engine/engine';
import { readDetectorFolder } from '../../src/main/engine/io/model-folder';
import { drawCourse } from '../../src/shared/phantom/course';
import { Person } from '../../src/shared/phantom/person';
import { drawPose } from '../../src/shared/phantom/pose';
import type { RgbImage } from '../../src/shared/photo/rgb-image';
import { seededRandom } from '../../src/shared/random';

// How far the count of an unchanged face varies from photo to photo: the constants of
// src/shared/clinical/grading/repeat-error.ts. Rendered persons, and the photos of MACULE_REPEAT_PHOTOS=<folder>,
// of which only numbers are printed. `npx vitest run --project opt-in tests/opt-in/repeat-error.test.ts`
const SIZE = { width: 900, height: 1000 } as const;
const PERSONS = 16;
const SHOTS = 4;

let detector: Detector;
beforeAll(async () => {
  const folder = fileURLToPath(new URL('../../assets/models/starter', import.meta.url));
  detector = compiledDetector(await readDetectorFolder(folder), 2);
});
afterAll(() => detector.close());

const countOn = async (image: RgbImage): Promise<number> =>
  (await detector.detect(image, { minScore: detector.info.threshold })).length;

/** Mean count and variance of repeated counts. */
function spread(counts: readonly number[]): readonly [mean: number, variance: number] {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return [mean, counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (counts.length - 1)];
}

/** variance = constant + perLesion · mean, both at least 0, by least squares weighted against large counts. */
function fit(spreads: readonly (readonly [number, number])[]): { constant: number; perLesion: number } {
  let best = { constant: 0, perLesion: 0, error: Infinity };
  for (let constant = 0; constant <= 20; constant += 0.25) {
    for (let perLesion = 0; perLesion <= 2; perLesion += 0.01) {
      const error = spreads.reduce(
        (sum, [mean, variance]) => sum + ((variance - constant - perLesion * mean) / (1 + mean)) ** 2,
        0,
      );
      if (error < best.error) best = { constant, perLesion, error };
    }
  }
  return { constant: best.constant, perLesion: best.perLesion };
}

const tell = (name: string, spreads: readonly (readonly [number, number])[]): void => {
  const mean = spreads.reduce((sum, [one]) => sum + one, 0) / spreads.length;
  const variance = spreads.reduce((sum, [, one]) => sum + one, 0) / spreads.length;
  process.stdout.write(
    `${name}: ${spreads.length} faces, ${mean.toFixed(1)} lesions, standard deviation ${Math.sqrt(variance).toFixed(2)}, ` +
      `fit ${JSON.stringify(fit(spreads))}\n`,
  );
};

it('rendered persons, each photographed again', async () => {
  const spreads: (readonly [number, number])[] = [];
  for (let seed = 1; seed <= PERSONS; seed += 1) {
    const person = new Person({ ...SIZE, seed });
    const [lesions = []] = drawCourse(person, {
      ...{
        seed,
        visits: 1,
        lesions: 5 + seed * 4,
        resolving: 0,
        appearing: 0,
        changing: 0,
        side: SIZE.width,
      },
    });
    const random = seededRandom(seed);
    const counts: number[] = [];
    for (let shot = 0; shot < SHOTS; shot += 1) {
      counts.push(await countOn(person.photograph(lesions, drawPose(random), seed * 10 + shot).image));
    }
    spreads.push(spread(counts));
  }
  tell('rendered, other pose, light and noise', spreads);
  expect(spreads).toHaveLength(PERSONS);
}, 600_000);

const folder = process.env['MACULE_REPEAT_PHOTOS'];
it('real photos, each changed as another shot would', async () => {
  if (folder === undefined) return;
  const files = readdirSync(folder)
    .filter((name) => /\.jpe?g$/i.test(name))
    .slice(0, 60);
  const spreads: (readonly [number, number])[] = [];
  for (const name of files) {
    const counts: number[] = [];
    for (const change of CHANGES) counts.push(await countOn(await changed(join(folder, name), change)));
    spreads.push(spread(counts));
  }
  tell('real, mirrored, scaled, turned, lit and compressed again', spreads);
  expect(spreads).toHaveLength(files.length);
}, 900_000);

interface Change {
  readonly scale: number;
  readonly gain: number;
  readonly turn: number;
  readonly mirrored: boolean;
  readonly quality: number;
}
const CHANGES: readonly Change[] = [
  { scale: 1, gain: 1, turn: 0, mirrored: false, quality: 95 },
  { scale: 0.92, gain: 0.93, turn: 3, mirrored: false, quality: 80 },
  { scale: 0.97, gain: 1.06, turn: -3, mirrored: true, quality: 88 },
  { scale: 0.88, gain: 1.02, turn: 1, mirrored: false, quality: 75 },
];

async function changed(file: string, { scale, gain, turn, mirrored, quality }: Change): Promise<RgbImage> {
  const { width = 0 } = await sharp(file).metadata();
  const edited = sharp(file)
    .flop(mirrored)
    .linear(gain, 0)
    .resize(Math.round(width * scale))
    .rotate(turn, { background: '#808080' });
  const { data, info } = await sharp(await edited.jpeg({ quality }).toBuffer())
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8Array(data) };
}
