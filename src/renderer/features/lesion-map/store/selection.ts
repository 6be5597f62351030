import { boxCentre, isInside, toScreen } from '../../../../shared/geometry/viewport';
import type { ZoomControls } from '../tools/use-zoom';
import type { MapStore } from './map-store';
import type { Mark } from './mark';
import type { ViewportStore } from './viewport-store';

/** A selected lesion is brought to at least this many screen pixels across. */
const LEAST_SHOWN = 28;
/** Room that a selected lesion keeps from the edge of the stage, screen pixels. */
const INSET = 48;

/** Selects a mark, and moves the photo only where the mark is off the stage, near its edge or tiny. */
export function selectMark(map: MapStore, viewport: ViewportStore, zoom: ZoomControls, mark: Mark): void {
  map.setState({ selectedId: mark.id });
  const { view, stage } = viewport.getState();
  const shown = toScreen(mark.box, view);
  const side = Math.max(mark.box.width, mark.box.height);
  const isTiny = side * view.scale < LEAST_SHOWN / 3;
  if (isTiny || !isInside(shown, stage, INSET))
    zoom.bringUp(boxCentre(mark.box), isTiny ? LEAST_SHOWN / side : view.scale);
}
