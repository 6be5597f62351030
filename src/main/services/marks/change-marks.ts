import { MaculeError } from '../../../shared/errors';
import type { MarkAction } from '../../../shared/ipc/marks';
import type { LesionMark } from '../../../shared/lesion-marks/lesion-mark';
import { saveConfirmedMap } from '../../data/repositories/confirmed-maps';
import { photoOfMark, saveLesionMark } from '../../data/repositories/lesion-marks';
import { requirePhoto } from '../require-photo';
import { actNow, type RecordContext } from '../record/change-record';

const lesions = (count: number): string => (count === 1 ? 'a lesion' : `${count} lesions`);

const TITLES: Readonly<Record<MarkAction, (count: number) => string>> = {
  add: (count) => `Add ${lesions(count)}`,
  accept: (count) => `Accept ${lesions(count)}`,
  reject: (count) => `Reject ${lesions(count)}`,
  move: (count) => `Move ${lesions(count)}`,
  retype: (count) => `Change the type of ${lesions(count)}`,
  region: (count) => `Change the region of ${lesions(count)}`,
  clear: (count) => `Take back what was said of ${lesions(count)}`,
};

/**
 * Writes and removes marks of one photo as one action, which takes back that its map is complete.
 * @throws MaculeError `not-found` for a photo that is gone, `invalid-input` for a mark of another photo.
 */
export function changeMarks(
  context: RecordContext,
  photoId: string,
  action: MarkAction,
  marks: readonly LesionMark[],
  removedIds: readonly string[],
): void {
  const { database } = context;
  requirePhoto(database, photoId);
  actNow(context, TITLES[action](marks.length + removedIds.length), (edit, at) => {
    for (const id of [...marks.map((mark) => mark.id), ...removedIds]) {
      const owner = photoOfMark(database, id);
      if (owner !== null && owner !== photoId) throw otherPhoto();
    }
    for (const mark of marks) saveLesionMark(edit, photoId, mark, at);
    for (const id of removedIds) edit('lesion_marks', id, null);
    // What was confirmed is no longer what is there; undoing the change brings both back.
    saveConfirmedMap(edit, photoId, null);
  });
}

const otherPhoto = (): MaculeError =>
  new MaculeError({
    kind: 'invalid-input',
    message: 'A lesion belongs to another photo.',
    advice: 'Open the photo again.',
    retryable: false,
  });
