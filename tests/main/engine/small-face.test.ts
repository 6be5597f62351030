import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { detectFile } from '../../../src/main/engine/detector/detect-file';
import { openEngine } from '../../../src/main/engine/open-engine';
import type { LabelledPhoto } from '../../../src/main/datasets/dataset';
import { compiledDetector } from '../../../src/main/engine/detector/compiled-detector';
import { lookForEvidence } from '../../../src/main/engine/detector/look-for-evidence';
import {
  openFaceFinder,
  withFaceFinder,
  type FindFace,
} from '../../../src/main/engine/face/open-face-finder';
import { readDetectorFolder } from '../../../src/main/engine/io/model-folder';
import { judgeModel } from '../../../src/main/engine/retraining/judge-model';
import { matchByCentre } from '../../../src/shared/clinical/centre-hit';
import { scaleBox, type Box } from '../../../src/shared/geometry/box';
import { renderPhantom } from '../../../src/shared/phantom/render-phantom';
import type { RgbImage } from '../../../src/shared/photo/rgb-image';
import { writeImage } from '../../helpers/phantom-file';
import { withFolder } from '../../helpers/pictures';

const ASSETS = fileURLToPath(new URL('../../../assets', import.meta.url));
/** A photo of 12 megapixels whose face fills a fifth of its width. */
const [WIDTH, HEIGHT, LEFT, TOP, SIDE] = [4000, 3000, 1700, 800, 900] as const;

/** A rendered face in a larger picture, on the colour behind it. */
function smallFace(seed: number): {
  readonly image: RgbImage;
  readonly lesions: readonly { readonly box: Box }[];
} {
  const background = [104, 128, 118] as const;
  const { image, lesions } = renderPhantom({
    ...{ width: SIDE, height: SIDE, seed, tone: 3, background: [...background], lookAlikes: 0 },
    counts: { papule: 12, pustule: 10, comedone: 8 },
  });
  const data = new Uint8Array(Buffer.alloc(WIDTH * HEIGHT * 3, Uint8Array.from(background)));
  for (let row = 0; row < SIDE; row += 1) {
    const pixels = image.data.subarray(row * SIDE * 3, (row + 1) * SIDE * 3);
    data.set(pixels, ((TOP + row) * WIDTH + LEFT) * 3);
  }
  return {
    image: { width: WIDTH, height: HEIGHT, data },
    lesions: lesions.map(({ box }) => ({ box: { ...box, x: box.x + LEFT, y: box.y + TOP } })),
  };
}

it('looks at a small face enlarged, finds far more of its lesions, and says so', async () => {
  const engine = await openEngine({
    ...{
      modelsFolder: `${ASSETS}/models`,
      cacheFolder: '',
      threads: 2,
      prefer: 'onnxruntime-cpu',
      strict: true,
    },
    runProbe: () => Promise.reject(new Error('Nothing is probed here.')),
    tryTensorflow: false,
  });
  const detector = await engine.loadDetector();
  const faces = await openFaceFinder(`${ASSETS}/pretrained`, 2);
  await withFolder(async (folder) => {
    const { image, lesions } = smallFace(3);
    const file = await writeImage(folder, 'small.jpg', image);
    const found = async (findFace: NonNullable<typeof faces>['find'] | null) => {
      const inference = await detectFile(detector, file, { minScore: detector.info.threshold, findFace });
      const boxes = inference.lesions.map((one) => ({ ...one, box: scaleBox(one.box, WIDTH, HEIGHT) }));
      const { matched, extra } = matchByCentre(boxes, lesions);
      return { scale: inference.scale, hits: matched.length, extra: extra.length };
    };
    const [before, after] = [await found(null), await found(faces!.find)];
    expect(before.scale).toEqual({ by: 'picture', enlargement: 1 });
    expect(after.scale.by).toBe('face');
    expect(after.scale.enlargement).toBeGreaterThan(2);
    expect(after.hits).toBeGreaterThan(before.hits + lesions.length / 4);
    expect(after.extra).toBeLessThanOrEqual(before.extra + 5);
  });
  await faces?.close();
  await detector.close();
});

it('judges a model and fits its scores to a small face as it is used: enlarged', async () => {
  const folderOfModel = `${ASSETS}/models/starter`;
  const model = await readDetectorFolder(folderOfModel);
  const detector = compiledDetector(model, 2);
  await withFolder(async (folder) => {
    const { image, lesions } = smallFace(3);
    const labelled: LabelledPhoto = {
      ...{ file: await writeImage(folder, 'small.jpg', image), fileName: 'small.jpg', stem: 'small' },
      ...{ split: 'test', width: WIDTH, height: HEIGHT },
      labels: lesions.map(({ box }) => ({ label: 'acne_lesion', box })),
    };
    const { threshold } = model.description;
    const judged = async (findFace: FindFace | null) => {
      const { photos } = await judgeModel(folderOfModel, [labelled], { findFace, threads: 2 });
      const counted = (photos[0]?.detections ?? []).filter(({ score }) => score >= threshold);
      return { counted, hits: matchByCentre(counted, lesions).matched.length };
    };
    const signal = new AbortController().signal;
    await withFaceFinder(`${ASSETS}/pretrained`, 2, async (findFace) => {
      const [own, enlarged] = [await judged(null), await judged(findFace)];
      expect(enlarged.hits).toBeGreaterThan(own.hits + lesions.length / 4);
      // The very lesions that the app counts.
      const inference = await detectFile(detector, labelled.file, { minScore: threshold, findFace });
      expect(enlarged.counted.map(({ score }) => score)).toEqual(inference.lesions.map(({ score }) => score));

      const seen = await lookForEvidence(detector, labelled, findFace, signal);
      const numbers = (model.description.scales ?? [1]).length + 2;
      const hits = matchByCentre(seen.detections, lesions).matched;
      expect(hits.length).toBeGreaterThanOrEqual(enlarged.hits);
      expect(seen.evidence.filter((evidence) => evidence?.length === numbers).length).toBeGreaterThanOrEqual(
        hits.length,
      );
    });
  });
  await detector.close();
});
