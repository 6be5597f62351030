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

/** Everything a clinician can do to the lesions of the open photo. Each is one action that can be undone. */
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
  /** Whether a lesion is on its way that main does not know of yet. */
  readonly isMoving: () => boolean;
  readonly setRegion: (mark: LesionMapMark, region: BodyRegion | null) => void;
}

/** Milliseconds without a key press after which a lesion has arrived. */
const PAUSE_MS = 350;

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
  let soon: ReturnType<typeof setTimeout> | null = null;
  const send = async (
    action: MarkAction,
    marks: readonly LesionMark[],
    removedIds: readonly string[] = [],
  ): Promise<void> => {
    if (marks.length + removedIds.length === 0) return;
    const result = await request('marks:change', {
      ...{ photoId, action, marks: [...marks], removedIds: [...removedIds] },
    });
    if (result.ok) return;
    map.setState({ moving: null });
    showFailure('The lesion was not changed', result.failure);
  };
  const say = (action: MarkAction, marks: readonly LesionMapMark[], said: Said): void =>
    void send(
      action,
      marks.map((mark) => judge(mark, said, { width, height }, model, newId)),
    );
  return {
    add: (box) => {
      const id = newId();
      map.setState(selectionOf([id]));
      void send('add', [
        {
          ...{ id, type: map.getState().lastType, region: null, verdict: 'added', detected: null },
          box: scaleBox(box, 1 / width, 1 / height),
        },
      ]);
    },
    accept: (marks) =>
      say(
        'accept',
        marks.filter(({ verdict }) => verdict === null || verdict === 'rejected'),
        {},
      ),
    reject: (marks) => {
      const added = marks.flatMap(({ own }) => (own?.verdict === 'added' ? [own.id] : []));
      const detected = marks.filter(({ own }) => own?.verdict !== 'added');
      void send(
        'reject',
        detected.map((mark) => judge(mark, { rejected: true }, { width, height }, model, newId)),
        added,
      );
    },
    clear: (marks) =>
      void send(
        'clear',
        [],
        marks.flatMap(({ own }) => own?.id ?? []),
      ),
    retype: (marks, type) => {
      map.setState({ lastType: type });
      say('retype', marks, { type });
    },
    move: (mark, box) => {
      map.setState({ moving: { id: mark.id, box } });
      say('move', [mark], { box });
    },
    moveSoon: (mark, box) => {
      map.setState({ moving: { id: mark.id, box } });
      if (soon) clearTimeout(soon);
      soon = setTimeout(() => {
        soon = null;
        say('move', [mark], { box });
      }, PAUSE_MS);
    },
    isMoving: () => soon !== null,
    setRegion: (mark, region) => say('region', [mark], { region }),
  };
}
