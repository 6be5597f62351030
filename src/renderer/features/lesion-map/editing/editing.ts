import type { StatedType } from '../../../../shared/clinical/stated-type';
import type { BodyRegion } from '../../../../shared/clinical/region';
import { scaleBox, type Box } from '../../../../shared/geometry/box';
import type { Size } from '../../../../shared/geometry/viewport';
import type { MarkAction } from '../../../../shared/ipc/marks';
import type { DetectingModel, LesionMark } from '../../../../shared/lesion-marks/lesion-mark';
import { request } from '../../../api/client';
import { showFailure } from '../../../ui/toast-store';
import type { MapStore } from '../store/map-store';
import type { LesionMapMark } from '../store/mark';
import { selectionOf } from '../store/selection';
import { judge, type Said } from './judge';

/**
 * Everything a clinician can do to the lesions of the open photo. Each is one action that can be undone, and goes by
 * what was said before it, whether or not the page has heard of that from main.
 */
export interface Editing {
  /** Puts a new lesion of unsure type at a box of photo pixels and selects it. */
  readonly add: (box: Box) => void;
  readonly accept: (marks: readonly LesionMapMark[]) => void;
  /** Rejects detections; takes away lesions that the clinician had added. */
  readonly reject: (marks: readonly LesionMapMark[]) => void;
  /** Leaves lesions to the model again. */
  readonly clear: (marks: readonly LesionMapMark[]) => void;
  readonly retype: (marks: readonly LesionMapMark[], type: StatedType | null) => void;
  /** @param box photo pixels. */
  readonly move: (mark: LesionMapMark, box: Box) => void;
  /** The same after a moment without another call: a row of key presses is one action. */
  readonly moveSoon: (mark: LesionMapMark, box: Box) => void;
  readonly setRegion: (mark: LesionMapMark, region: BodyRegion | null) => void;
  /** Sends a move that still waits for its moment: whatever comes next in the record comes after it. */
  readonly flush: () => void;
  /** To be called when the page shows what main told it: what is neither waiting nor under way has arrived. */
  readonly arrived: () => void;
}

/** Milliseconds without a key press after which a lesion has arrived. */
const PAUSE_MS = 350;

/** A move that waits for more key presses. */
interface Pending {
  readonly mark: LesionMapMark;
  /** Photo pixels. */
  readonly box: Box;
  readonly timer: ReturnType<typeof setTimeout>;
}

interface EditingOptions {
  readonly map: MapStore;
  readonly photo: Size & { readonly id: string };
  /** Model whose detections are shown. */
  readonly model: DetectingModel;
}

/** Sends what the clinician does to main; the lesion map follows when the record has changed. */
export function createEditing({ map, photo, model }: EditingOptions): Editing {
  const { id: photoId, width, height } = photo;
  const newId = (): string => crypto.randomUUID();
  let pending: Pending | null = null;
  /** Changes that main has not answered. */
  let underWay = 0;
  /** The clinician's word on lesions, by their ids, until the page hears it from main; null where it was taken back. */
  const said = new Map<string, LesionMark | null>();

  /** Lesions as they are once main has done everything that it was asked; those that are gone then are left out. */
  const latest = (marks: readonly LesionMapMark[]): readonly LesionMapMark[] =>
    marks
      .map((mark) => {
        const own = said.get(mark.id);
        return own === undefined ? mark : { ...mark, own, verdict: own?.verdict ?? null };
      })
      .filter(({ lesion, own }) => lesion !== null || own !== null);

  const send = async (
    action: MarkAction,
    written: ReadonlyMap<string, LesionMark>,
    removed: readonly LesionMapMark[] = [],
  ): Promise<void> => {
    const removedIds = removed.flatMap(({ own }) => own?.id ?? []);
    if (written.size + removedIds.length === 0) return;
    const next = new Map<string, LesionMark | null>([
      ...written,
      ...removed.map(({ id }) => [id, null] as const),
    ]);
    for (const [id, own] of next) said.set(id, own);
    underWay += 1;
    const result = await request('marks:change', {
      ...{ photoId, action, marks: [...written.values()], removedIds },
    });
    underWay -= 1;
    if (result.ok) return;
    for (const [id, own] of next) if (said.get(id) === own) said.delete(id);
    if (!pending) map.setState({ moving: null });
    showFailure('The lesion was not changed', result.failure);
  };
  const judged = (marks: readonly LesionMapMark[], word: Said): ReadonlyMap<string, LesionMark> =>
    new Map(marks.map((mark) => [mark.id, judge(mark, word, { width, height }, model, newId)]));
  const say = (action: MarkAction, marks: readonly LesionMapMark[], word: Said): void =>
    void send(action, judged(latest(marks), word));

  const flush = (): void => {
    if (!pending) return;
    const { mark, box, timer } = pending;
    clearTimeout(timer);
    pending = null;
    say('move', [mark], { box });
  };
  return {
    add: (box) => {
      flush();
      const id = newId();
      map.setState(selectionOf([id]));
      const added: LesionMark = {
        ...{ id, type: map.getState().lastType, region: null, verdict: 'added', detected: null },
        box: scaleBox(box, 1 / width, 1 / height),
      };
      void send('add', new Map([[id, added]]));
    },
    accept: (marks) => {
      flush();
      const open = latest(marks).filter(({ verdict }) => verdict === null || verdict === 'rejected');
      say('accept', open, {});
    },
    reject: (marks) => {
      flush();
      const now = latest(marks);
      const added = now.filter(({ own }) => own?.verdict === 'added');
      const detected = now.filter(({ own }) => own?.verdict !== 'added');
      void send('reject', judged(detected, { rejected: true }), added);
    },
    clear: (marks) => {
      flush();
      void send('clear', new Map(), latest(marks));
    },
    retype: (marks, type) => {
      flush();
      map.setState({ lastType: type });
      say('retype', marks, { type });
    },
    move: (mark, box) => {
      flush();
      map.setState({ moving: { id: mark.id, box } });
      say('move', [mark], { box });
    },
    moveSoon: (mark, box) => {
      if (pending?.mark.id === mark.id) clearTimeout(pending.timer);
      else flush();
      map.setState({ moving: { id: mark.id, box } });
      pending = { mark, box, timer: setTimeout(flush, PAUSE_MS) };
    },
    setRegion: (mark, region) => {
      flush();
      say('region', [mark], { region });
    },
    flush,
    arrived: () => {
      if (pending || underWay > 0) return;
      said.clear();
      map.setState({ moving: null });
    },
  };
}
