import { boxCentre, isInside, toScreen } from '../../../../shared/geometry/viewport';
import type { ZoomControls } from '../../../ui/picture/use-zoom';
import type { MapStore } from './map-store';
import type { Mark } from './mark';
import type { ViewportStore } from '../../../ui/picture/viewport-store';

/** Room that a selected lesion keeps from the edge of the stage, screen pixels. */
const INSET = 48;

/**
 * Selects a mark. The photo moves only where the mark is off the stage or near its edge, and never
 * changes its magnification: whoever walks through lesions keeps the overview they chose.
 */
export function selectMark(map: MapStore, viewport: ViewportStore, zoom: ZoomControls, mark: Mark): void {
  map.setState({ selectedId: mark.id });
  const { stage } = viewport.getState();
  if (!isInside(toScreen(mark.box, zoom.destination()), stage, INSET)) zoom.bringUp(boxCentre(mark.box));
}
