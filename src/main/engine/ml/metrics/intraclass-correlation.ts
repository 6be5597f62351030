import { mean } from '../mean';

/**
 * Intraclass correlation of two counts of the same photos, ICC(2,1): two-way random effects, absolute agreement, single
 * rater (Shrout & Fleiss 1979, case 2). Unlike Pearson's correlation it falls when one side counts more than the other.
 * @returns at most 1; null with fewer than two photos, or where nothing varies at all.
 */
export function intraclassCorrelation(a: readonly number[], b: readonly number[]): number | null {
  const photos = a.length;
  if (photos < 2) return null;
  const [meanA, meanB] = [mean(a), mean(b)];
  const grand = (meanA + meanB) / 2;
  const ofPhoto = a.map((value, index) => (value + b[index]!) / 2);
  const betweenPhotos = (2 * squares(ofPhoto.map((value) => value - grand))) / (photos - 1);
  const betweenRaters = photos * ((meanA - grand) ** 2 + (meanB - grand) ** 2);
  const left = (values: readonly number[], ofRater: number): readonly number[] =>
    values.map((value, index) => value - ofPhoto[index]! - ofRater + grand);
  const residual = (squares(left(a, meanA)) + squares(left(b, meanB))) / (photos - 1);
  const denominator = betweenPhotos + residual + (2 * (betweenRaters - residual)) / photos;
  return denominator === 0 ? null : (betweenPhotos - residual) / denominator;
}

const squares = (values: readonly number[]): number => values.reduce((sum, value) => sum + value * value, 0);
