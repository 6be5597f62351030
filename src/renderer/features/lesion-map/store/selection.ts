import { boxCentre, isInside, toScreen } from '../../../../shared/geometry/viewport';
import type { ZoomControls } from '../../../ui/picture/use-zoom';
import type { MapState, MapStore } from './map-store';
import type { Mark } from './mark';
import type { ViewportStore } from '../../../ui/picture/viewport-store';

/** Room that a selected lesion keeps from the edge of the stage, screen pixels. */
const INSET = 48;

type Selection = Pick<MapState, 'selectedId' | 'alsoIds'>;

/** Every selected lesion's id, in no order. */
export const selectedIds = ({ selectedId, alsoIds }: Selection): ReadonlySet<string> =>
  selectedId === null ? alsoIds : new Set([...alsoIds, selectedId]);

/** These lesions and no others; the last is the one that walking goes on from. */
export function selectionOf(ids: readonly string[]): Selection {
  const selectedId = ids.at(-1) ?? null;
  return { selectedId, alsoIds: new Set(ids.filter((id) => id !== selectedId)) };
}

/** The selection with one lesion more, or without it where it was selected. */
export function withToggled(selection: Selection, id: string): Selection {
  const ids = selectedIds(selection);
  return selectionOf(ids.has(id) ? [...ids].filter((one) => one !== id) : [...ids, id]);
}

/** The selection with lesions more. */
export const withMore = (selection: Selection, ids: readonly string[]): Selection =>
  selectionOf([...new Set([...selectedIds(selection), ...ids])]);

/** The selection without what is no longer shown; the very same where all of it is. */
export function withinShown(selection: Selection, shown: readonly Mark[]): Selection {
  const ids = [...selectedIds(selection)];
  const there = new Set(shown.map(({ id }) => id));
  return ids.every((id) => there.has(id)) ? selection : selectionOf(ids.filter((id) => there.has(id)));
}

/**
 * Selects a mark. The photo moves only where the mark is off the stage or near its edge, and never
 * changes its magnification: whoever walks through lesions keeps the overview they chose.
 * @param besides whether what is selected stays so.
 */
export function selectMark(
  map: MapStore,
  viewport: ViewportStore,
  zoom: ZoomControls,
  mark: Mark,
  besides = false,
): void {
  map.setState((state) => (besides ? withMore(state, [mark.id]) : selectionOf([mark.id])));
  const { stage } = viewport.getState();
  if (!isInside(toScreen(mark.box, zoom.destination()), stage, INSET)) zoom.bringUp(boxCentre(mark.box));
}
