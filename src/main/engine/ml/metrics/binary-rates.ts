/** How often "present" and "absent" were said rightly and wrongly. */
export interface BinaryCounts {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
}

/** Rates 0–1 (Sokolova & Lapalme 2009); null where the denominator is 0, never a made-up 0 or 1. */
export interface BinaryRates {
  /** (TP + TN) / all. */
  readonly accuracy: number | null;
  /** TP / (TP + FP); null where nothing is called present. */
  readonly precision: number | null;
  /** TP / (TP + FN); null where nothing is present. */
  readonly recall: number | null;
  /** 2 TP / (2 TP + FP + FN); null where nothing is present and nothing called so. */
  readonly f1: number | null;
}

export function countOutcomes(
  outcomes: readonly { readonly present: boolean; readonly said: boolean }[],
): BinaryCounts {
  const count = (present: boolean, said: boolean): number =>
    outcomes.filter((outcome) => outcome.present === present && outcome.said === said).length;
  return {
    truePositives: count(true, true),
    falsePositives: count(false, true),
    falseNegatives: count(true, false),
    trueNegatives: count(false, false),
  };
}

export const binaryRates = ({
  truePositives,
  falsePositives,
  falseNegatives,
  trueNegatives,
}: BinaryCounts): BinaryRates => ({
  accuracy: ratio(
    truePositives + trueNegatives,
    truePositives + falsePositives + falseNegatives + trueNegatives,
  ),
  precision: ratio(truePositives, truePositives + falsePositives),
  recall: ratio(truePositives, truePositives + falseNegatives),
  f1: ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives),
});

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
