import type { LesionType, TypeScores } from '../../src/shared/clinical/lesion';

/** Probabilities of a detector that has no doubt about the type. */
export const sureScores = (type: LesionType): TypeScores => ({
  ...{ comedone: 0, nodule: 0, papule: 0, pustule: 0 },
  [type]: 1,
});
