import type { LesionType } from '../lesion';
import type { StatedType } from '../stated-type';

/** How grades read a lesion whose type is open: as the mildest that it can be, or as a pustule. */
export type TypeReading = 'mildest' | 'pustules';

/** An inflammatory lesion is a papule at least; one of unsure type a comedone. Either may be worse than a pustule. */
export const READ_AS: Readonly<Record<TypeReading, Readonly<Record<'inflammatory' | 'unsure', LesionType>>>> =
  {
    mildest: { inflammatory: 'papule', unsure: 'comedone' },
    pustules: { inflammatory: 'pustule', unsure: 'pustule' },
  };

/** A lesion with the type that a grade counts it as. */
export type ReadLesion<T> = Omit<T, 'type'> & {
  readonly type: LesionType;
  /** Whether the type is an assumption. */
  readonly assumed: boolean;
};

/** Gives every lesion a type that scales know. */
export const readTypes = <T extends { readonly type: StatedType | null }>(
  lesions: readonly T[],
  reading: TypeReading,
): readonly ReadLesion<T>[] =>
  lesions.map((lesion) => {
    const stated = lesion.type ?? 'unsure';
    return stated === 'inflammatory' || stated === 'unsure'
      ? { ...lesion, type: READ_AS[reading][stated], assumed: true }
      : { ...lesion, type: stated, assumed: false };
  });
