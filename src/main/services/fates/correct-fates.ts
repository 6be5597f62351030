import type { ComparedLesion } from '../../../shared/ipc/fates';
import type { FateCorrection } from '../../../shared/fate/match-lesions';
import { boxCentre, type Point } from '../../../shared/geometry/viewport';
import { MaculeError } from '../../../shared/errors';
import type { ReadableDatabase } from '../../data/database';
import { listLesionLinks, saveLesionLink } from '../../data/repositories/lesion-links';
import { listUnseenLesions, saveUnseenLesion } from '../../data/repositories/unseen-lesions';
import { countedOnPhoto } from '../marks/lesions-of-photo';
import { requirePhoto } from '../require-photo';
import { actNow, type RecordContext } from '../record/change-record';

/**
 * Remembers what a clinician said of two lesions.
 * @throws MaculeError `not-found` for a photo or lesion that is gone.
 */
export function linkLesions(
  context: RecordContext,
  said: {
    readonly earlierPhotoId: string;
    readonly laterPhotoId: string;
    readonly earlierId: string;
    readonly laterId: string;
    readonly same: boolean;
  },
): void {
  const { database, newId } = context;
  const { earlierPhotoId, laterPhotoId, same } = said;
  const earlier = middleOf(database, earlierPhotoId, said.earlierId);
  const later = middleOf(database, laterPhotoId, said.laterId);
  actNow(context, same ? 'Link two lesions' : 'Part two lesions', (edit, at) =>
    saveLesionLink(edit, { id: newId(), earlierPhotoId, laterPhotoId, earlier, later, same }, at),
  );
}

/**
 * Remembers whether another photo shows a lesion's place. Where it is linked to one there, that counts.
 * @throws MaculeError `not-found` for a photo or lesion that is gone.
 */
export function sayUnseen(
  context: RecordContext,
  said: {
    readonly photoId: string;
    readonly otherPhotoId: string;
    readonly lesionId: string;
    readonly unseen: boolean;
  },
): void {
  const { database, newId } = context;
  const { photoId, otherPhotoId, unseen } = said;
  requirePhoto(database, otherPhotoId);
  const middle = middleOf(database, photoId, said.lesionId);
  actNow(context, unseen ? 'Say that a lesion is out of view' : 'Say that a lesion is in view', (edit, at) =>
    saveUnseenLesion(edit, { id: newId(), photoId, otherPhotoId, middle, unseen }, at),
  );
}

function middleOf(database: ReadableDatabase, photoId: string, lesionId: string): Point {
  requirePhoto(database, photoId);
  const lesion = lesionsFor(database, photoId).find(({ id }) => id === lesionId);
  if (lesion) return boxCentre(lesion.box);
  throw new MaculeError({
    kind: 'not-found',
    message: 'The lesion is no longer on its photo.',
    advice: 'Choose it again.',
    retryable: false,
  });
}

/** Lesions of a photo of which it was said whether another one shows their place; the last word counts. */
export const saidOfView = (
  database: ReadableDatabase,
  lesions: readonly ComparedLesion[],
  photoId: string,
  otherPhotoId: string,
): readonly (readonly [id: string, unseen: boolean])[] =>
  listUnseenLesions(database, photoId, otherPhotoId).flatMap(({ middle, unseen }) => {
    const lesion = lesionAt(lesions, middle);
    return lesion ? [[lesion.id, unseen] as const] : [];
  });

/** Lesions that count on a photo, as they are compared. */
export const lesionsFor = (database: ReadableDatabase, photoId: string): ComparedLesion[] =>
  countedOnPhoto(database, photoId).map(({ id, type, box }) => ({ id, type, box }));

/** What was said, in terms of the lesions that there are now; the last word on a pair counts. */
export function correctionsOf(
  database: ReadableDatabase,
  [earlierPhotoId, laterPhotoId]: readonly [string, string],
  earlier: readonly ComparedLesion[],
  later: readonly ComparedLesion[],
): readonly FateCorrection[] {
  const said = new Map<string, FateCorrection>();
  for (const link of listLesionLinks(database, earlierPhotoId, laterPhotoId)) {
    const [a, b] = [lesionAt(earlier, link.earlier), lesionAt(later, link.later)];
    if (!a || !b) continue;
    // A new partner takes the place of an old one.
    if (link.same) {
      for (const [key, known] of said) {
        if (known.same && (known.earlierId === a.id || known.laterId === b.id)) said.delete(key);
      }
    }
    said.set(`${a.id} ${b.id}`, { earlierId: a.id, laterId: b.id, same: link.same });
  }
  return [...said.values()];
}

/** The lesion whose middle is nearest to a point, if the point lies within it or its own size of it. */
function lesionAt(lesions: readonly ComparedLesion[], point: Point): ComparedLesion | null {
  let nearest: ComparedLesion | null = null;
  let least = Infinity;
  for (const lesion of lesions) {
    const middle = boxCentre(lesion.box);
    const away = Math.max(
      Math.abs(middle.x - point.x) / Math.max(1e-6, lesion.box.width),
      Math.abs(middle.y - point.y) / Math.max(1e-6, lesion.box.height),
    );
    if (away <= 1 && away < least) [nearest, least] = [lesion, away];
  }
  return nearest;
}
