/** One picture with the labels that are on it and the probabilities that were given to them, in one order. */
export interface JudgedPicture {
  readonly present: readonly boolean[];
  /** 0–1 each, independent of one another. */
  readonly probabilities: readonly number[];
}

/** @throws RangeError where a picture has another number of labels, or a probability outside 0–1. */
export function checkPictures(pictures: readonly JudgedPicture[], labelCount: number): void {
  pictures.forEach(({ present, probabilities }, index) => {
    if (present.length !== labelCount || probabilities.length !== labelCount)
      throw new RangeError(`Picture ${index} has not ${labelCount} labels and probabilities.`);
    if (!probabilities.every((probability) => probability >= 0 && probability <= 1))
      throw new RangeError(`Picture ${index} has a probability outside 0–1.`);
  });
}
