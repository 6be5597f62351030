import type { Box } from '../../../../shared/geometry/box';

/** Smallest outline in screen pixels: below this a stroke pattern cannot be told from another. */
export const LEAST_OUTLINE = 15;

/** Free room between a lesion and its outline in screen pixels, so that the stroke never covers it. */
const CLEARANCE = 2.5;

/** The outline round a lesion: its box in screen pixels, widened about its centre where it is too small. */
export function outlineBox(screenBox: Box): Box {
  const width = Math.max(LEAST_OUTLINE, screenBox.width + 2 * CLEARANCE);
  const height = Math.max(LEAST_OUTLINE, screenBox.height + 2 * CLEARANCE);
  return {
    x: screenBox.x + (screenBox.width - width) / 2,
    y: screenBox.y + (screenBox.height - height) / 2,
    width,
    height,
  };
}

export type Outline = 'box' | 'ellipse';

/** Adds one outline to a path as a closed subpath of its own. `grow` widens it on every side. */
export function traceOutline(path: Path2D, box: Box, outline: Outline, grow = 0): void {
  const x = box.x - grow;
  const y = box.y - grow;
  const width = box.width + 2 * grow;
  const height = box.height + 2 * grow;
  if (outline === 'box') {
    path.roundRect(x, y, width, height, 3);
    return;
  }
  const middle = y + height / 2;
  path.moveTo(x + width, middle);
  path.ellipse(x + width / 2, middle, width / 2, height / 2, 0, 0, 2 * Math.PI);
}
