import { scaleBox, type Box } from '../../../shared/geometry/box';
import type { TypedPhoto } from '../../engine/ml/metrics/judged-photo';
import { mixSeed, seededRandom, shuffled } from '../../engine/ml/random';
import { loadPixels } from '../../imaging/load-pixels';
import { truthAndPredictions } from '../../imaging/truth-and-predictions';

/** A judged photo and where it is. */
export interface JudgedFile extends TypedPhoto {
  readonly file: string;
}

const PICTURES = 6;
/** Enough to see lesions, little enough for a page. */
const LONG_SIDE = 720;

/**
 * Pictures like the study's Figure 5: photos with lesions, drawn by lot whatever came out, the same for every
 * model of an experiment.
 * @param threshold predictions of at least this score are shown, 0–1.
 * @returns JPEGs.
 */
export async function figurePictures(
  judged: readonly JudgedFile[],
  threshold: number,
): Promise<readonly Uint8Array[]> {
  const marked = judged.filter(({ references }) => references.length > 0);
  const drawn = shuffled(marked, seededRandom(mixSeed(1, 'figure'))).slice(0, PICTURES);
  const pictures: Uint8Array[] = [];
  for (const { file, references, detections } of drawn) {
    const photo = await loadPixels(file, { longSide: LONG_SIDE });
    const fraction = ({ box }: { readonly box: Box }): Box =>
      scaleBox(box, 1 / photo.fullWidth, 1 / photo.fullHeight);
    const shown = detections.filter(({ score }) => score >= threshold);
    pictures.push(await truthAndPredictions(photo, references.map(fraction), shown.map(fraction)));
  }
  return pictures;
}
