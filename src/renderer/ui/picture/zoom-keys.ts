import type { ZoomControls } from './use-zoom';

/** What the keys of every picture do. */
export const zoomKeys = (zoom: ZoomControls): Readonly<Record<string, () => void>> => ({
  '+': () => zoom.zoomBy(1.5),
  '=': () => zoom.zoomBy(1.5),
  '-': () => zoom.zoomBy(1 / 1.5),
  '0': zoom.fit,
  '1': zoom.actualSize,
});

/** Screen pixels that Shift with an arrow key moves the picture. */
const PAN_STEP = 80;

const ARROWS: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  ArrowLeft: [PAN_STEP, 0],
  ArrowRight: [-PAN_STEP, 0],
  ArrowUp: [0, PAN_STEP],
  ArrowDown: [0, -PAN_STEP],
};

/** How far Shift with an arrow key moves the picture, screen pixels: what lies where the arrow points comes up. */
export const panOf = ({
  key,
  shiftKey,
}: Pick<KeyboardEvent, 'key' | 'shiftKey'>): readonly [dx: number, dy: number] | null =>
  shiftKey ? (ARROWS[key] ?? null) : null;
