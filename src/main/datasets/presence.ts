import type { LabelledPhoto } from './dataset';

/** The classes that are somewhere on a photo, by its boxes or by a table that says only this. */
export const presentClasses = ({ presence, labels }: LabelledPhoto): ReadonlySet<string> =>
  new Set(presence ?? labels.map(({ label }) => label));
