import type { StatedType } from '../../../../shared/clinical/stated-type';
import type { Size } from '../../../../shared/geometry/viewport';
import type { MapStore } from '../store/map-store';
import type { LesionMapMark } from '../store/mark';
import type { ViewportStore } from '../../../ui/picture/viewport-store';
import { selectedIds } from '../store/selection';
import { growBox, moveBox, newBox } from './shape-box';
import type { Editing } from './editing';

/** Screen pixels that Alt with an arrow key moves a lesion, or grows it. */
const STEP = 2;

const TYPE_KEYS: Readonly<Record<string, StatedType | null>> = {
  c: 'comedone',
  p: 'papule',
  u: 'pustule',
  n: 'nodule',
  i: 'inflammatory',
  x: null,
};

const ARROWS: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

interface EditKeys {
  readonly map: MapStore;
  readonly viewport: ViewportStore;
  readonly photo: Size;
  readonly editing: Editing;
  readonly shown: readonly LesionMapMark[];
  /** Photo pixels. */
  readonly usual: number;
  /** Selects the lesion after one that is about to go. */
  readonly selectNext: () => void;
}

type KeyPress = Pick<KeyboardEvent, 'key' | 'altKey' | 'shiftKey' | 'ctrlKey' | 'metaKey'>;

/** Keys that change lesions. @returns whether the key was one. */
export function onEditKey(event: KeyPress, keys: EditKeys): boolean {
  if (event.ctrlKey || event.metaKey) return false;
  const { map, editing, shown } = keys;
  const state = map.getState();
  const { selectedId, adding } = state;
  const ids = selectedIds(state);
  const selected = shown.filter(({ id }) => ids.has(id));
  const focused = shown.find(({ id }) => id === selectedId);
  if (event.altKey) return focused !== undefined && selected.length === 1 && onArrow(event, focused, keys);
  if (event.key === 'Enter' && event.shiftKey) editing.accept(shown);
  else if (event.key === 'Enter' && adding) addInTheMiddle(keys);
  else if (event.key.toLowerCase() === 'a') map.setState({ adding: !adding, bare: false });
  else if (event.key === 'Escape' && adding) map.setState({ adding: false });
  else if (selected.length > 0) return onSelectedKey(event, selected, keys);
  else return false;
  return true;
}

/** One lesion, when it is dealt with, makes way for the next; several stay selected. */
function onSelectedKey(
  { key, shiftKey }: KeyPress,
  selected: readonly LesionMapMark[],
  { editing, selectNext }: EditKeys,
): boolean {
  const letter = key.toLowerCase();
  const goOn = (): void => {
    if (selected.length === 1) selectNext();
  };
  if (!shiftKey && Object.hasOwn(TYPE_KEYS, letter)) editing.retype(selected, TYPE_KEYS[letter] ?? null);
  else if (key === 'Enter') {
    if (selected.every(({ verdict }) => verdict !== null && verdict !== 'rejected')) return false;
    editing.accept(selected);
    goOn();
  } else if (key === 'Delete' || key === 'Backspace') {
    const standing = selected.filter(({ verdict }) => verdict !== 'rejected');
    if (standing.length === 0) editing.clear(selected);
    else {
      goOn();
      editing.reject(standing);
    }
  } else return false;
  return true;
}

function onArrow({ key, shiftKey }: KeyPress, mark: LesionMapMark, keys: EditKeys): boolean {
  const arrow = ARROWS[key];
  if (!arrow) return false;
  const { map, viewport, photo, editing } = keys;
  const step = STEP / viewport.getState().view.scale;
  const { moving } = map.getState();
  const box = moving?.id === mark.id ? moving.box : mark.box;
  const [dx, dy] = [arrow[0] * step, arrow[1] * step];
  editing.moveSoon(mark, shiftKey ? growBox(box, dx, -dy, photo) : moveBox(box, dx, dy, photo));
  return true;
}

function addInTheMiddle({ map, viewport, photo, editing, usual }: EditKeys): void {
  const { view, stage } = viewport.getState();
  const middle = {
    x: (stage.width / 2 - view.x) / view.scale,
    y: (stage.height / 2 - view.y) / view.scale,
  };
  map.setState({ adding: false });
  editing.add(newBox(middle, middle, usual, photo));
}
