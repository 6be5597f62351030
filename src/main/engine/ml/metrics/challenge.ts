import { LESION_TYPES } from '../../../../shared/clinical/lesion';
import { centreHit } from './affinity';
import { percentileInterval, resampleWeights, type Interval } from './bootstrap';
import { countReferences, type TypedPhoto } from './judged-photo';
import { matchGreedily } from './match-greedily';

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

/** What one model does on the photos of one patient. */
interface Sums {
  readonly hits: number;
  readonly found: number;
  readonly lesions: number;
  readonly error: number;
  readonly photos: number;
  readonly parts: ReadonlyMap<string, { readonly hits: number; readonly lesions: number }>;
}

const RESAMPLES = 2000;
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
  const patients = byPatient(photos);
  const sums = [...patients.values()].map((own) => ({
    champion: sumsOf(own, 'champion', thresholds.champion),
    challenger: sumsOf(own, 'challenger', thresholds.challenger),
  }));
  const weights = Array.from({ length: RESAMPLES }, (_, index) => resampleWeights(sums.length, seed, index));
  const contest = (figure: (of: readonly (readonly [Sums, number])[]) => number | null): Contest => {
    const both = (weight: (index: number) => number) =>
      (['champion', 'challenger'] as const).map((who) =>
        figure(sums.map((own, index) => [own[who], weight(index)] as const)),
      ) as [number | null, number | null];
    const [champion, challenger] = both(() => 1);
    const differences = weights.map((drawn) => {
      const [a, b] = both((index) => drawn[index] ?? 0);
      return a === null || b === null ? null : b - a;
    });
    return { champion, challenger, difference: percentileInterval(differences) };
  };
  const f1 = contest((of) =>
    ratio(
      2 * total(of, ({ hits }) => hits),
      total(of, ({ found, lesions }) => found + lesions),
    ),
  );
  const countError = contest((of) =>
    ratio(
      total(of, ({ error }) => error),
      total(of, (one) => one.photos),
    ),
  );
  const recalls = partsOf(sums.map(({ champion }) => champion)).map((part) => ({
    of: part,
    ...contest((of) =>
      ratio(
        total(of, ({ parts }) => parts.get(part)?.hits ?? 0),
        total(of, ({ parts }) => parts.get(part)?.lesions ?? 0),
      ),
    ),
  }));
  return {
    ...{ photos: photos.length, patients: patients.size, f1, countError, recalls },
    ...verdict(f1, countError, recalls),
  };
}

/** F1 of centre hits of one model, with its interval by patient. */
export function f1ByPatient(
  photos: readonly { readonly patient: string; readonly judged: TypedPhoto }[],
  threshold: number,
  seed: number,
): { readonly f1: number | null; readonly countError: number | null; readonly interval: Interval | null } {
  const same = photos.map(({ patient, judged }) => ({
    ...{ patient, group: null, champion: judged, challenger: judged },
  }));
  const sums = [...byPatient(same).values()].map((own) => sumsOf(own, 'champion', threshold));
  const f1 = (weight: (index: number) => number): number | null => {
    const of = sums.map((own, index) => [own, weight(index)] as const);
    return ratio(
      2 * total(of, ({ hits }) => hits),
      total(of, ({ found, lesions }) => found + lesions),
    );
  };
  const resampled = Array.from({ length: RESAMPLES }, (_, index) => {
    const drawn = resampleWeights(sums.length, seed, index);
    return f1((patient) => drawn[patient] ?? 0);
  });
  const once = sums.map((own) => [own, 1] as const);
  return {
    f1: f1(() => 1),
    countError: ratio(
      total(once, ({ error }) => error),
      photos.length,
    ),
    interval: percentileInterval(resampled),
  };
}

function byPatient(photos: readonly TestedPhoto[]): ReadonlyMap<string, readonly TestedPhoto[]> {
  const grouped = new Map<string, TestedPhoto[]>();
  for (const photo of photos) {
    const own = grouped.get(photo.patient);
    if (own) own.push(photo);
    else grouped.set(photo.patient, [photo]);
  }
  return grouped;
}

function sumsOf(photos: readonly TestedPhoto[], who: 'champion' | 'challenger', threshold: number): Sums {
  const parts = new Map<string, { hits: number; lesions: number }>();
  let [hits, found, lesions, error] = [0, 0, 0, 0];
  for (const photo of photos) {
    const judged = photo[who];
    const detections = judged.detections.filter(({ score }) => score >= threshold);
    const hit = new Set(
      matchGreedily({ ...judged, detections }, centreHit).flatMap(({ reference }) => reference ?? []),
    );
    const labelled = countReferences([judged]);
    hits += hit.size;
    found += detections.length;
    lesions += labelled;
    error += Math.abs(detections.length - labelled);
    judged.references.forEach((reference, index) => {
      const [type] = reference.allowed;
      for (const part of [reference.allowed.length === 1 ? type : undefined, photo.group]) {
        if (part === undefined || part === null) continue;
        const known = parts.get(part) ?? { hits: 0, lesions: 0 };
        parts.set(part, { hits: known.hits + (hit.has(index) ? 1 : 0), lesions: known.lesions + 1 });
      }
    });
  }
  return { hits, found, lesions, error, photos: photos.length, parts };
}

/** Types and groups with enough lesions to be judged, types first. */
function partsOf(sums: readonly Sums[]): readonly string[] {
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

const total = (of: readonly (readonly [Sums, number])[], value: (sums: Sums) => number): number =>
  of.reduce((sum, [own, weight]) => sum + weight * value(own), 0);

const ratio = (above: number, below: number): number | null => (below > 0 ? above / below : null);

const isBetter = ({ difference }: Contest, sign: 1 | -1): boolean =>
  difference !== null && (sign === 1 ? difference.low > 0 : difference.high < 0);

function verdict(
  f1: Contest,
  countError: Contest,
  recalls: Challenge['recalls'],
): Pick<Challenge, 'promoted' | 'reason'> {
  const figures =
    `F1 ${text(f1.challenger, 3)} after ${text(f1.champion, 3)}, ` +
    `count error ${text(countError.challenger, 1)} after ${text(countError.champion, 1)} lesions a photo`;
  const worse = [
    ...(isBetter(f1, -1) ? ['finding lesions'] : []),
    ...(isBetter(countError, 1) ? ['counting them'] : []),
    ...recalls.filter((recall) => isBetter(recall, -1)).map(({ of }) => `finding those of: ${of}`),
  ];
  if (worse.length > 0)
    return {
      promoted: false,
      reason: `The new model is worse at ${worse.join(', ')} beyond chance (${figures}).`,
    };
  const better = [
    ...(isBetter(f1, 1) ? ['finding lesions'] : []),
    ...(isBetter(countError, -1) ? ['counting them'] : []),
  ];
  if (better.length === 0)
    return { promoted: false, reason: `The difference may be chance (${figures}): the model in use stays.` };
  return {
    promoted: true,
    reason: `The new model is better at ${better.join(' and ')} beyond chance (${figures}).`,
  };
}

const text = (value: number | null, digits: number): string => value?.toFixed(digits) ?? 'n/a';
