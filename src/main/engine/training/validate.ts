import { intersectionOverUnion, scaleBox, type Box } from '../../../shared/geometry/box';
import type { LabelledPhoto } from '../../datasets/dataset';
import { isLesionLabel } from '../../datasets/label-types';
import { compiledTileRunner } from '../detector/compiled-tile-runner';
import { detectFile } from '../detector/detect-file';
import { TiledDetector } from '../detector/tiled-detector';
import type { LoadedModel } from '../io/model-folder';
import type { ValidationFigures } from './events';

/** Working size of detectors trained here: that of the training photos, pixels. */
export const VALIDATION_LONG_SIDE = 1024;
/** Scores below this are noise. */
const FLOOR = 0.03;

interface Judged {
  readonly references: readonly Box[];
  readonly detections: readonly { readonly score: number; readonly box: Box }[];
}

/** Measures weights on an even sample of held-out photos. */
export async function validate(
  photos: readonly LabelledPhoto[],
  sampleSize: number,
  model: LoadedModel,
  threads: number,
): Promise<ValidationFigures> {
  const count = Math.min(sampleSize, photos.length);
  const sample = Array.from(
    { length: count },
    (_, index) => photos[Math.floor((index * photos.length) / count)],
  );
  const detector = new TiledDetector({
    description: model.description,
    engine: { id: 'onnxruntime-cpu', device: 'CPU' },
    openRunner: compiledTileRunner(model, { threads }),
  });
  try {
    const judged: Judged[] = [];
    for (const photo of sample as readonly LabelledPhoto[]) {
      const { lesions, width, height } = await detectFile(detector, photo.file, { minScore: FLOOR });
      judged.push({
        references: photo.labels.filter(({ label }) => isLesionLabel(label)).map(({ box }) => box),
        detections: lesions.map(({ score, box }) => ({ score, box: scaleBox(box, width, height) })),
      });
    }
    return figures(judged);
  } finally {
    await detector.close();
  }
}

const centreIn = (detection: Box, reference: Box): number => {
  const [x, y] = [detection.x + detection.width / 2, detection.y + detection.height / 2];
  const inside =
    x >= reference.x &&
    y >= reference.y &&
    x <= reference.x + reference.width &&
    y <= reference.y + reference.height;
  if (!inside) return 0;
  return 1 / (1 + Math.hypot(x - reference.x - reference.width / 2, y - reference.y - reference.height / 2));
};

function matchAll(judged: readonly Judged[], affinity: (a: Box, b: Box) => number, least: number) {
  const all = judged.flatMap(({ detections }, photo) => detections.map((d) => ({ ...d, photo })));
  all.sort((a, b) => b.score - a.score);
  const taken = judged.map(({ references }) => references.map(() => false));
  return all.map(({ score, box, photo }) => {
    let best = -1;
    let bestValue = least;
    judged[photo]!.references.forEach((reference, index) => {
      const value = affinity(box, reference);
      if (!taken[photo]![index] && value > bestValue) [best, bestValue] = [index, value];
    });
    if (best >= 0) taken[photo]![best] = true;
    return { score, photo, hit: best >= 0 };
  });
}

function figures(judged: readonly Judged[]): ValidationFigures {
  const total = judged.reduce((sum, { references }) => sum + references.length, 0);
  let hits = 0;
  const curve = matchAll(judged, intersectionOverUnion, 0.4999).map(({ hit }, i) => {
    if (hit) hits += 1;
    return { recall: hits / total, precision: hits / (i + 1) };
  });
  let ap50 = 0;
  for (let r = 0; r <= 100; r += 1)
    ap50 += Math.max(0, ...curve.filter((c) => c.recall >= r / 100).map((c) => c.precision)) / 101;
  hits = 0;
  let best = { f1: -1, recall: 0, precision: 0, threshold: 0.3 };
  matchAll(judged, centreIn, 0).forEach(({ hit, score }, i) => {
    if (hit) hits += 1;
    const [recall, precision] = [hits / total, hits / (i + 1)];
    const f1 = (2 * recall * precision) / (recall + precision || 1);
    if (f1 > best.f1) best = { f1, recall, precision, threshold: score };
  });
  const countError =
    judged.reduce(
      (s, j) =>
        s + Math.abs(j.detections.filter((d) => d.score >= best.threshold).length - j.references.length),
      0,
    ) / judged.length;
  return {
    photos: judged.length,
    ap50,
    centreHitRecall: best.recall,
    centreHitPrecision: best.precision,
    threshold: best.threshold,
    countError,
  };
}
