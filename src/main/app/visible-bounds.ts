import { intersectionArea, type Box } from '../../shared/geometry/box';

/** Size of a window that was never moved, in screen pixels. */
const DEFAULT = { width: 1440, height: 900 } as const;
/** Less than this of a window on any screen cannot be grabbed with a mouse. Screen pixels squared. */
const GRABBABLE = 120 * 120;

/** Position and size for the window: where it was, unless the screen it was on is gone. */
export function visibleBounds(
  remembered: Box | null,
  screens: readonly Box[],
): { readonly x?: number; readonly y?: number; readonly width: number; readonly height: number } {
  if (remembered && screens.some((area) => intersectionArea(area, remembered) >= GRABBABLE)) {
    const { x, y, width, height } = remembered;
    return { x, y, width, height };
  }
  const [first] = screens;
  if (!first) return DEFAULT;
  return { width: Math.min(DEFAULT.width, first.width), height: Math.min(DEFAULT.height, first.height) };
}
