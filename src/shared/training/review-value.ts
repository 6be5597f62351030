import { matchByCentre } from '../clinical/centre-hit';
import { LESION_TYPES, type LesionType } from '../clinical/lesion';
import type { Box } from '../geometry/box';

/** What the model in use says of one lesion. */
export interface ScoredLesion {
  /** Fractions of the photo. */
  readonly box: Box;
  /** Probability that it is one, 0–1. */
  readonly score: number;
  readonly type: LesionType;
  /** Probabilities of the types, of which at least one is above 0. */
  readonly typeScores: Readonly<Record<LesionType, number>>;
}

/** What a model finds on a photo. */
export interface ModelView<Lesion = ScoredLesion> {
  /** Score from which on the model counts a lesion. */
  readonly threshold: number;
  readonly lesions: readonly Lesion[];
}

/** A photo that nobody has confirmed. */
export interface UnconfirmedPhoto extends ModelView {
  readonly photoId: string;
  /** Fitzpatrick type of the patient, 1–6; null where it was not entered. */
  readonly skinType: number | null;
  /** What another model finds on it; null where none has looked. */
  readonly secondView: ModelView<Pick<ScoredLesion, 'box' | 'score'>> | null;
}

/** What the model could have learned already. */
export interface ConfirmedCounts {
  readonly lesions: Readonly<Record<LesionType, number>>;
  /** Photos by skin type of the patient. */
  readonly photosBySkinType: ReadonlyMap<number, number>;
}

/** Why a photo's correction would teach the model something; zeros where it would not. */
export interface ReviewValue {
  readonly photoId: string;
  /** Lesions that the model is expected to count wrongly, by its own scores. */
  readonly expectedCorrections: number;
  /** Lesions' worth of doubt about the type: the entropies, 1 where all four types are as likely. */
  readonly doubtedTypes: number;
  /** Counted lesions of types that confirmed photos show rarely. */
  readonly rareLesions: number;
  readonly rareSkinType: boolean;
  /** Lesions that only one of two models counts. */
  readonly disputedLesions: number;
}

/** Below this share of what is confirmed, a type or skin type is rare; a quarter of an even share of four types. */
const RARE_SHARE = 0.0625;
/** Detections fainter than this share of the threshold are left out: there are many, and all but all are nothing. */
const FAINTEST = 0.5;
/** A skin type that the model hardly knows is worth as much as so many corrections. */
const WORTH_OF_SKIN_TYPE = 3;

/** How much a photo's correction is likely to teach, in lesions. */
export const worthOf = (value: ReviewValue): number =>
  value.expectedCorrections +
  value.doubtedTypes +
  value.rareLesions +
  value.disputedLesions +
  (value.rareSkinType ? WORTH_OF_SKIN_TYPE : 0);

export function reviewValue(photo: UnconfirmedPhoto, confirmed: ConfirmedCounts): ReviewValue {
  const { photoId, skinType, threshold, lesions, secondView } = photo;
  const counted = countedBy(photo);
  const looked = lesions.filter(({ score }) => score >= threshold * FAINTEST);
  return {
    photoId,
    expectedCorrections: sum(looked.map(({ score }) => (score >= threshold ? 1 - score : score))),
    doubtedTypes: sum(counted.map(({ typeScores }) => entropyOf(Object.values(typeScores)))),
    rareLesions: counted.filter(({ type }) => isRare(confirmed.lesions[type], lesionsIn(confirmed))).length,
    rareSkinType:
      skinType !== null && isRare(confirmed.photosBySkinType.get(skinType) ?? 0, photosIn(confirmed)),
    disputedLesions: secondView ? disputed(counted, countedBy(secondView)) : 0,
  };
}

/** Those that would teach most first; equals in the given order. */
export const rankForReview = (
  photos: readonly UnconfirmedPhoto[],
  confirmed: ConfirmedCounts,
): readonly ReviewValue[] =>
  photos.map((photo) => reviewValue(photo, confirmed)).sort((a, b) => worthOf(b) - worthOf(a));

const countedBy = <L extends { readonly score: number }>({
  threshold,
  lesions,
}: ModelView<L>): readonly L[] => lesions.filter(({ score }) => score >= threshold);

type Placed = Pick<ScoredLesion, 'box' | 'score'>;

function disputed(ours: readonly Placed[], theirs: readonly Placed[]): number {
  const { missed, extra } = matchByCentre(ours, theirs);
  return missed.length + extra.length;
}

const isRare = (count: number, total: number): boolean => total > 0 && count < total * RARE_SHARE;

/** Shannon entropy as a share of that of even probabilities, 0–1. */
function entropyOf(weights: readonly number[]): number {
  const total = sum(weights);
  if (total === 0) return 1;
  const bits = weights.map((weight) => (weight > 0 ? -(weight / total) * Math.log(weight / total) : 0));
  return sum(bits) / Math.log(LESION_TYPES.length);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const lesionsIn = ({ lesions }: ConfirmedCounts): number => sum(Object.values(lesions));
const photosIn = ({ photosBySkinType }: ConfirmedCounts): number => sum([...photosBySkinType.values()]);
