import { SKIN_COLOUR_GROUPS, skinColourGroup, type SkinColourGroup } from '../skin/individual-typology-angle';
import { detectionFigures, type DetectionFigures } from './detection-figures';
import type { TypedPhoto } from './judged-photo';

/** A detector's figures on the photos of one group of skin colour. */
export interface SkinColourFigures extends DetectionFigures {
  readonly group: SkinColourGroup | 'not measured';
}

/**
 * Figures for each group that has photos, lightest skin first.
 * @param angles of each photo, degrees; null where skin was not found.
 * @param threshold operating threshold, 0–1.
 */
export function figuresBySkinColour(
  photos: readonly TypedPhoto[],
  angles: readonly (number | null)[],
  threshold: number,
): readonly SkinColourFigures[] {
  const groupOf = (index: number): SkinColourFigures['group'] => {
    const angle = angles[index] ?? null;
    return angle === null ? 'not measured' : skinColourGroup(angle);
  };
  const groups = [...SKIN_COLOUR_GROUPS.map(({ group }) => group), 'not measured'] as const;
  return groups.flatMap((group) => {
    const members = photos.filter((_, index) => groupOf(index) === group);
    return members.length === 0 ? [] : [{ group, ...detectionFigures([members], threshold) }];
  });
}
