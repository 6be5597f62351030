import type { Box } from '../../../../shared/geometry/box';
import { traceOutline, type Outline } from './mark-shape';

/** How an outline is drawn, whatever its size. */
export interface OutlineLook {
  readonly outline: Outline;
  readonly colour: string;
  readonly dash: readonly number[];
  readonly double: boolean;
}

export const HALO = 'rgb(0 0 0 / 78%)';
const STROKE = 1.75;
/** Distance of the second outline from the first, CSS pixels. */
const SECOND = 3.5;
/** How far halo and second outline reach beyond the box, CSS pixels. */
export const STROKE_REACH = SECOND + STROKE / 2 + 2;

/** Strokes one outline, box in CSS pixels: a dark halo first, so that it shows on any skin. */
export function strokeOutline(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  box: Box,
  look: OutlineLook,
): void {
  const path = new Path2D();
  traceOutline(path, box, look.outline);
  if (look.double) traceOutline(path, box, look.outline, SECOND);
  context.setLineDash([]);
  context.lineWidth = STROKE + 2;
  context.strokeStyle = HALO;
  context.stroke(path);
  context.setLineDash([...look.dash]);
  context.lineWidth = STROKE;
  context.strokeStyle = look.colour;
  context.stroke(path);
  context.setLineDash([]);
}
