import type { Box } from '../../../../shared/geometry/box';

/** An outline is at least this wide in screen pixels: below it, stroke patterns look alike. */
const ROOMY_OUTLINE = 14;
/** The least even in a crowd: below it, an outline is a dot. */
const CROWDED_OUTLINE = 7;

/**
 * The least width of an outline, screen pixels: smaller where many marks crowd a small picture, so that
 * they do not bury the skin.
 * @param area of the photo on the screen, screen pixels squared.
 */
export function leastOutline(area: number, markCount: number): number {
  const room = Math.sqrt(area / Math.max(1, markCount)) / 2;
  return Math.min(ROOMY_OUTLINE, Math.max(CROWDED_OUTLINE, room));
}

/** Free room between a lesion and its outline in screen pixels, so that the stroke never covers it. */
const CLEARANCE = 2.5;

/** The outline round a lesion: its box in screen pixels, widened about its centre to at least `least`. */
export function outlineBox(screenBox: Box, least: number): Box {
  const width = Math.max(least, screenBox.width + 2 * CLEARANCE);
  const height = Math.max(least, screenBox.height + 2 * CLEARANCE);
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
