import type { Box } from '../../../../shared/geometry/box';
import type { Point, Size } from '../../../../shared/geometry/viewport';

/** Free room round the card, screen pixels. */
const GAP = 12;

/**
 * Where a card goes so that it covers neither its lesion nor, if it can be helped, leaves the stage:
 * right of the lesion, else left of it, else below or above. All in screen pixels.
 */
export function placeCard(lesion: Box, card: Size, stage: Size): Point {
  const clamp = (value: number, room: number) => Math.max(GAP, Math.min(value, room - GAP));
  const y = clamp(lesion.y + lesion.height / 2 - card.height / 2, stage.height - card.height);
  const right = lesion.x + lesion.width + GAP;
  if (right + card.width + GAP <= stage.width) return { x: right, y };
  const left = lesion.x - GAP - card.width;
  if (left >= GAP) return { x: left, y };
  const x = clamp(lesion.x + lesion.width / 2 - card.width / 2, stage.width - card.width);
  const below = lesion.y + lesion.height + GAP;
  return { x, y: below + card.height + GAP <= stage.height ? below : lesion.y - GAP - card.height };
}
