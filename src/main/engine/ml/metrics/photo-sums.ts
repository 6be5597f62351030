import type { CountAgreement } from './count-agreement';
import { countReferences, type JudgedPhoto } from './judged-photo';
import type { WeightedRanking } from './weighted-ranking';

/** Hits, detections and lesions of each photo: enough for the rates of any resample of photos. */
export interface CentreHitSums {
  readonly hits: Uint32Array;
  readonly found: Uint32Array;
  readonly lesions: Uint32Array;
}

/** @param ranking by centre hits; @param threshold detections below it are left out. */
export function centreHitSums(
  { scores, photo, hit, lesions }: WeightedRanking,
  threshold: number,
): CentreHitSums {
  const hits = new Uint32Array(lesions.length);
  const found = new Uint32Array(lesions.length);
  for (let index = 0; index < scores.length && scores[index]! >= threshold; index += 1) {
    found[photo[index]!]! += 1;
    hits[photo[index]!]! += hit[index]!;
  }
  return { hits, found, lesions };
}

export function resampledRates(
  sums: CentreHitSums,
  weights: Uint16Array,
): Readonly<Record<'recall' | 'precision' | 'f1', number | null>> {
  const [hits, found, lesions] = [sums.hits, sums.found, sums.lesions].map((values) =>
    values.reduce((sum, value, index) => sum + value * weights[index]!, 0),
  ) as [number, number, number];
  return {
    recall: lesions > 0 ? hits / lesions : null,
    precision: found > 0 ? hits / found : null,
    f1: found + lesions > 0 ? (2 * hits) / (found + lesions) : null,
  };
}

/** Detected and labelled lesions of each photo. */
export interface CountSums {
  readonly detected: Float64Array;
  readonly labelled: Float64Array;
}

export const countSums = (photos: readonly JudgedPhoto[], threshold: number): CountSums => ({
  detected: Float64Array.from(
    photos,
    ({ detections }) => detections.filter(({ score }) => score >= threshold).length,
  ),
  labelled: Float64Array.from(photos, (photo) => countReferences([photo])),
});

/** As `countAgreement`, over photos that count `weights[photo]` times. Counts are whole, so sums are exact. */
export function resampledCounts(
  { detected, labelled }: CountSums,
  weights: Uint16Array,
): Omit<CountAgreement, 'spearman' | 'intraclass'> {
  let [photos, absolute, a, b, aa, bb, ab] = [0, 0, 0, 0, 0, 0, 0];
  weights.forEach((weight, index) => {
    const [x, y] = [detected[index]!, labelled[index]!];
    photos += weight;
    absolute += weight * Math.abs(x - y);
    a += weight * x;
    b += weight * y;
    aa += weight * x * x;
    bb += weight * y * y;
    ab += weight * x * y;
  });
  const [varianceA, varianceB] = [photos * aa - a * a, photos * bb - b * b];
  return {
    meanAbsoluteError: photos === 0 ? null : absolute / photos,
    bias: photos === 0 ? null : (a - b) / photos,
    pearson:
      varianceA > 0 && varianceB > 0
        ? Math.max(-1, Math.min(1, (photos * ab - a * b) / Math.sqrt(varianceA) / Math.sqrt(varianceB)))
        : null,
  };
}
