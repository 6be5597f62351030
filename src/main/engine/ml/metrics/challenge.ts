import { LESION_TYPES } from '../../../../shared/clinical/lesion';
import { percentileInterval, type Interval } from './bootstrap';
import type { TypedPhoto } from './judged-photo';
import {
  countErrorOf,
  f1Of,
  patientResamples,
  recallOf,
  sumsByPatient,
  weighted,
  type Figure,
  type PatientPhoto,
  type PatientSums,
} from './patient-sums';

/** One photo of the locked test set, as both models see it. */
export interface TestedPhoto {
  readonly patient: string;
  /** Such as a skin type; null where it is not known. */
  readonly group: string | null;
  readonly champion: TypedPhoto;
  readonly challenger: TypedPhoto;
}

/** The scores from which on the models count a lesion. */
export interface OperatingThresholds {
  readonly champion: number;
  readonly challenger: number;
}

/** A figure of both models; the difference is challenger − champion, with its 95 % interval. */
export interface Contest {
  readonly champion: number | null;
  readonly challenger: number | null;
  readonly difference: Interval | null;
}

export interface Challenge {
  readonly photos: number;
  readonly patients: number;
  /** Of centre hits. */
  readonly f1: Contest;
  /** Mean absolute error of counts, lesions a photo. */
  readonly countError: Contest;
  /** Share of lesions that are found, by type and by group. */
  readonly recalls: readonly (Contest & { readonly of: string })[];
  readonly promoted: boolean;
  /** A sentence for the clinician. */
  readonly reason: string;
}

/** Fewer lesions of a type or group than this say nothing about it. */
const LEAST_OF_PART = 10;

/**
 * Whether a challenger takes the champion's place: better F1 or count error beyond chance, neither worse beyond
 * chance, and no lesion type or group of patients worse beyond chance. Intervals are those of the paired bootstrap
 * by patient (Efron & Tibshirani 1993, chapter 16): photos of one patient stand or fall together.
 */
export function challenge(
  photos: readonly TestedPhoto[],
  thresholds: OperatingThresholds,
  seed: number,
): Challenge {
  const sums = {
    champion: sumsByPatient(seenBy('champion', photos), thresholds.champion),
    challenger: sumsByPatient(seenBy('challenger', photos), thresholds.challenger),
  };
  const patients = sums.champion.length;
  const resamples = patientResamples(patients, seed);
  const contest = (figure: Figure): Contest => ({
    champion: figure(weighted(sums.champion)),
    challenger: figure(weighted(sums.challenger)),
    difference: percentileInterval(
      resamples.map((drawn) => {
        const [before, after] = [
          figure(weighted(sums.champion, drawn)),
          figure(weighted(sums.challenger, drawn)),
        ];
        return before === null || after === null ? null : after - before;
      }),
    ),
  });
  const [f1, countError] = [contest(f1Of), contest(countErrorOf)];
  const recalls = partsOf(sums.champion).map((part) => ({ of: part, ...contest(recallOf(part)) }));
  return {
    ...{ photos: photos.length, patients, f1, countError, recalls },
    ...verdict(f1, countError, recalls),
  };
}

const seenBy = (who: 'champion' | 'challenger', photos: readonly TestedPhoto[]): readonly PatientPhoto[] =>
  photos.map(({ patient, group, [who]: judged }) => ({ patient, group, judged }));

/** Types and groups with enough lesions to be judged, types first. */
function partsOf(sums: readonly PatientSums[]): readonly string[] {
  const lesions = new Map<string, number>();
  for (const { parts } of sums)
    for (const [part, { lesions: count }] of parts) lesions.set(part, (lesions.get(part) ?? 0) + count);
  const enough = [...lesions].filter(([, count]) => count >= LEAST_OF_PART).map(([part]) => part);
  const types: readonly string[] = LESION_TYPES;
  return [
    ...types.filter((type) => enough.includes(type)),
    ...enough.filter((part) => !types.includes(part)).sort(),
  ];
}

const isHigher = ({ difference }: Contest): boolean => difference !== null && difference.low > 0;
const isLower = ({ difference }: Contest): boolean => difference !== null && difference.high < 0;

function verdict(
  f1: Contest,
  countError: Contest,
  recalls: Challenge['recalls'],
): Pick<Challenge, 'promoted' | 'reason'> {
  const figures =
    `F1 ${text(f1.challenger, 3)} after ${text(f1.champion, 3)}, ` +
    `count error ${text(countError.challenger, 1)} after ${text(countError.champion, 1)} lesions a photo`;
  const worse = [
    ...(isLower(f1) ? ['finding lesions'] : []),
    ...(isHigher(countError) ? ['counting them'] : []),
    ...recalls.filter(isLower).map(({ of }) => `finding those of: ${of}`),
  ];
  if (worse.length > 0)
    return {
      promoted: false,
      reason: `The new model is worse at ${worse.join(', ')} beyond chance (${figures}).`,
    };
  const better = [
    ...(isHigher(f1) ? ['finding lesions'] : []),
    ...(isLower(countError) ? ['counting them'] : []),
  ];
  if (better.length === 0)
    return { promoted: false, reason: `The difference may be chance (${figures}): the model in use stays.` };
  return {
    promoted: true,
    reason: `The new model is better at ${better.join(' and ')} beyond chance (${figures}).`,
  };
}

const text = (value: number | null, digits: number): string => value?.toFixed(digits) ?? 'n/a';
