import { LESION_TYPES, type LesionType } from '../clinical/lesion';
import { seededRandom, uniform, type Random } from '../random';
import { LESION_RADII } from './lesion-sizes';
import type { Person, PersonLesion } from './person';

/** Where a patient's acne goes from visit to visit. */
export interface CourseOptions {
  readonly seed: number;
  readonly visits: number;
  /** Lesions at the first visit. */
  readonly lesions: number;
  /** Share of the lesions that is gone by the next visit, 0–1. */
  readonly resolving: number;
  /** New lesions by the next visit, as a share of those at the first. */
  readonly appearing: number;
  /** Share of those that stay whose type changes, 0–1. */
  readonly changing: number;
  /** Shorter side of the photos, pixels: lesions are to the scale of a face. */
  readonly side: number;
}

/** What a lesion may turn into between visits. */
const TURNS: Readonly<Record<LesionType, readonly LesionType[]>> = {
  comedone: ['papule'],
  papule: ['pustule', 'nodule'],
  pustule: ['papule'],
  nodule: ['papule'],
};
/** How often each type is, about as in moderate acne. */
const SHARES: readonly (readonly [LesionType, number])[] = [
  ['comedone', 0.45],
  ['papule', 0.3],
  ['pustule', 0.18],
  ['nodule', 0.07],
];

/**
 * The lesions of a person at each visit. A lesion keeps its number and place for as long as it is there.
 * @throws RangeError where the face has no room for all that ever appear.
 */
export function drawCourse(person: Person, options: CourseOptions): readonly (readonly PersonLesion[])[] {
  const random = seededRandom(options.seed);
  const scale = options.side / 1024;
  const drawn = (type: LesionType): { type: LesionType; radius: number } => ({
    type,
    radius: scale * uniform(random, ...LESION_RADII[type]),
  });
  const fresh = Array.from({ length: options.visits }, (_, visit) =>
    Array.from({ length: countAt(visit, options, random) }, () => drawn(drawType(random))),
  );
  const radii = fresh.flat().map(({ radius }) => radius);
  const places = person.placesFor(radii, random);
  let next = 0;
  let present: readonly PersonLesion[] = [];
  return fresh.map((arrivals) => {
    const stayed = present
      .filter(() => random() >= options.resolving)
      .map((lesion) =>
        random() < options.changing ? { ...lesion, type: turned(lesion.type, random) } : lesion,
      );
    const arrived = arrivals.map(({ type }): PersonLesion => {
      const id = next;
      next += 1;
      const place = places[id];
      if (!place) throw new RangeError('A lesion has no place.');
      return { id, type, ...place };
    });
    present = [...stayed, ...arrived];
    return present;
  });
}

function countAt(visit: number, { lesions, appearing }: CourseOptions, random: Random): number {
  if (visit === 0) return lesions;
  return Math.round(lesions * appearing * uniform(random, 0.5, 1.5));
}

function drawType(random: Random): LesionType {
  let left = random();
  for (const [type, share] of SHARES) {
    left -= share;
    if (left < 0) return type;
  }
  return LESION_TYPES[0];
}

const turned = (type: LesionType, random: Random): LesionType =>
  TURNS[type][Math.floor(random() * TURNS[type].length)] ?? type;
