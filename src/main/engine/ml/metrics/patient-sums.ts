import { centreHit } from './affinity';
import { percentileInterval, resampleWeights, type Interval } from './bootstrap';
import { countReferences, type TypedPhoto } from './judged-photo';
import { matchGreedily } from './match-greedily';

/** A photo that a model was tested on. */
export interface PatientPhoto {
  readonly patient: string;
  /** Such as a skin type; null where it is not known. */
  readonly group: string | null;
  readonly judged: TypedPhoto;
}

/** What one model does on the photos of one patient. */
export interface PatientSums {
  readonly hits: number;
  readonly found: number;
  readonly lesions: number;
  /** Sum of absolute errors of counts. */
  readonly error: number;
  readonly photos: number;
  /** By lesion type, and by group of patients. */
  readonly parts: ReadonlyMap<string, { readonly hits: number; readonly lesions: number }>;
}

/** Patients, each with how often they count. */
export type Weighted = readonly (readonly [PatientSums, weight: number])[];
/** A figure of one model over patients; null where it is not defined. */
export type Figure = (of: Weighted) => number | null;

export const BOOTSTRAP_RESAMPLES = 2000;

/** F1 of centre hits. */
export const f1Of: Figure = (of) =>
  ratio(
    2 * total(of, ({ hits }) => hits),
    total(of, ({ found, lesions }) => found + lesions),
  );

/** Mean absolute error of counts, lesions a photo. */
export const countErrorOf: Figure = (of) =>
  ratio(
    total(of, ({ error }) => error),
    total(of, ({ photos }) => photos),
  );

/** Share of the lesions of a type or group that are found. */
export const recallOf =
  (part: string): Figure =>
  (of) =>
    ratio(
      total(of, ({ parts }) => parts.get(part)?.hits ?? 0),
      total(of, ({ parts }) => parts.get(part)?.lesions ?? 0),
    );

/** Each patient's sums, in the order of their first photos, at an operating threshold. */
export function sumsByPatient(photos: readonly PatientPhoto[], threshold: number): readonly PatientSums[] {
  const grouped = new Map<string, PatientPhoto[]>();
  for (const photo of photos) {
    const own = grouped.get(photo.patient);
    if (own) own.push(photo);
    else grouped.set(photo.patient, [photo]);
  }
  return [...grouped.values()].map((own) => sumsOf(own, threshold));
}

/** How often each patient is in each resample, patients drawn with replacement. */
export const patientResamples = (patients: number, seed: number): readonly Uint16Array[] =>
  Array.from({ length: BOOTSTRAP_RESAMPLES }, (_, index) => resampleWeights(patients, seed, index));

export const weighted = (sums: readonly PatientSums[], weights?: Uint16Array): Weighted =>
  sums.map((own, index) => [own, weights === undefined ? 1 : (weights[index] ?? 0)]);

/** A figure of one model with its 95 % interval by patient. */
export function figureByPatient(
  figure: Figure,
  sums: readonly PatientSums[],
  seed: number,
): { readonly value: number | null; readonly interval: Interval | null } {
  const resampled = patientResamples(sums.length, seed).map((drawn) => figure(weighted(sums, drawn)));
  return { value: figure(weighted(sums)), interval: percentileInterval(resampled) };
}

function sumsOf(photos: readonly PatientPhoto[], threshold: number): PatientSums {
  const parts = new Map<string, { hits: number; lesions: number }>();
  let [hits, found, lesions, error] = [0, 0, 0, 0];
  for (const { group, judged } of photos) {
    const detections = judged.detections.filter(({ score }) => score >= threshold);
    const hit = new Set(
      matchGreedily({ ...judged, detections }, centreHit).flatMap(({ reference }) => reference ?? []),
    );
    const labelled = countReferences([judged]);
    hits += hit.size;
    found += detections.length;
    lesions += labelled;
    error += Math.abs(detections.length - labelled);
    judged.references.forEach(({ allowed }, index) => {
      const type = allowed.length === 1 ? allowed[0] : undefined;
      for (const part of [type, group]) {
        if (part === undefined || part === null) continue;
        const known = parts.get(part) ?? { hits: 0, lesions: 0 };
        parts.set(part, { hits: known.hits + (hit.has(index) ? 1 : 0), lesions: known.lesions + 1 });
      }
    });
  }
  return { hits, found, lesions, error, photos: photos.length, parts };
}

const total = (of: Weighted, value: (sums: PatientSums) => number): number =>
  of.reduce((sum, [own, weight]) => sum + weight * value(own), 0);

const ratio = (above: number, below: number): number | null => (below > 0 ? above / below : null);
