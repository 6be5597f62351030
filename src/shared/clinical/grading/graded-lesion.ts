import type { LesionType } from '../lesion';
import type { BodyRegion, BodySide } from '../region';

/** What grades need to know of a lesion. */
export interface GradedLesion {
  readonly type: LesionType;
  /** Whether the type is assumed, since nobody was sure of it. */
  readonly assumed?: boolean;
  readonly region: BodyRegion;
  /** The half of the body that it lies on. */
  readonly side: BodySide;
}

/** Counts by the convention of clinical trials (NCT03664752): nodules are counted apart. */
export interface LesionClasses {
  /** Open and closed comedones. */
  readonly nonInflammatory: number;
  /** Papules and pustules. */
  readonly inflammatory: number;
  readonly nodules: number;
}

export interface CountingProtocol {
  /** Whether lesions on the nose count: protocols differ. */
  readonly countNose: boolean;
}

export const COUNTING_PROTOCOL: CountingProtocol = { countNose: true };

/** Lesions that a protocol counts. */
export const countedLesions = <T extends Pick<GradedLesion, 'region'>>(
  lesions: readonly T[],
  { countNose }: CountingProtocol = COUNTING_PROTOCOL,
): readonly T[] => (countNose ? lesions : lesions.filter(({ region }) => region !== 'nose'));

/** Counts lesions by class. */
export function classifyLesions(lesions: readonly Pick<GradedLesion, 'type'>[]): LesionClasses {
  const of = (...types: readonly LesionType[]) => lesions.filter(({ type }) => types.includes(type)).length;
  return { nonInflammatory: of('comedone'), inflammatory: of('papule', 'pustule'), nodules: of('nodule') };
}

/** All lesions of a count by class. */
export const totalOf = ({ nonInflammatory, inflammatory, nodules }: LesionClasses): number =>
  nonInflammatory + inflammatory + nodules;
