import type { ZoomControls } from './use-zoom';

/** What the keys of every picture do. */
export const zoomKeys = (zoom: ZoomControls): Readonly<Record<string, () => void>> => ({
  '+': () => zoom.zoomBy(1.5),
  '=': () => zoom.zoomBy(1.5),
  '-': () => zoom.zoomBy(1 / 1.5),
  '0': zoom.fit,
  '1': zoom.actualSize,
});
