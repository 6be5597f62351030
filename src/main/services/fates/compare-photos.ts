import type { ComparedLesion, Comparison, RegistrationRefusal } from '../../../shared/ipc/fates';
import { fatesOf } from '../../../shared/fate/lesion-fates';
import { matchLesions, type FateCorrection } from '../../../shared/fate/match-lesions';
import { leavePlacementOpen, medianDistance, pairsLikeChance } from '../../../shared/fate/agreement';
import { outOfView } from '../../../shared/fate/out-of-view';
import { registerFaces, type FacedPhoto } from '../../../shared/fate/register';
import { settleRegistration } from '../../../shared/fate/settle-registration';
import { registeredFace } from '../../../shared/face/registered-face';
import { scaleBox } from '../../../shared/geometry/box';
import { boxCentre, type Point } from '../../../shared/geometry/viewport';
import { MaculeError } from '../../../shared/errors';
import type { ReadableDatabase } from '../../data/database';
import { findCorrectedFace } from '../../data/repositories/corrected-faces';
import { findStoredFace } from '../../data/repositories/faces';
import { listLesionLinks, saveLesionLink } from '../../data/repositories/lesion-links';
import type { ListedPhoto } from '../../data/repositories/photos';
import { countedOnPhoto } from '../marks/lesions-of-photo';
import { requirePhoto } from '../require-photo';
import { actNow, type RecordContext } from '../record/change-record';

/**
 * Compares two photos lesion by lesion.
 * @throws MaculeError `not-found` for a photo that is gone.
 */
export function comparePhotos(
  database: ReadableDatabase,
  earlierPhotoId: string,
  laterPhotoId: string,
): Comparison {
  const photos = [requirePhoto(database, earlierPhotoId), requirePhoto(database, laterPhotoId)] as const;
  const [earlier, later] = photos.map(({ id }) => lesionsFor(database, id)) as [
    ComparedLesion[],
    ComparedLesion[],
  ];
  const faced = photos.map((photo) => facedPhoto(database, photo)) as [FacedPhoto, FacedPhoto];
  const byHand = SIDES.filter((_, index) => faced[index]?.byHand);
  const refused = (
    refusal: RegistrationRefusal,
    poseDifference: number | null,
    residual: number | null,
  ): Comparison => ({
    ...{ earlier, later, fates: [] },
    registration: { state: 'refused', byHand, refusal, poseDifference, residual },
  });
  const result = registerFaces(...faced);
  if (!result.ok) return refused(result.refusal, result.poseDifference, null);
  const corrections = correctionsOf(database, photos, earlier, later);
  const inPixels = (lesions: readonly ComparedLesion[], { width, height }: ListedPhoto) =>
    lesions.map((lesion) => ({ ...lesion, box: scaleBox(lesion.box, width, height) }));
  const [before, after] = [inPixels(earlier, photos[0]), inPixels(later, photos[1])] as const;
  const registration =
    byHand.length > 0
      ? settleRegistration(before, after, result.registration, corrections)
      : result.registration;
  const pairs = matchLesions(before, after, registration, corrections);
  const { similarity, poseDifference } = registration;
  const residual = medianDistance(pairs);
  // A clinician who links lesions vouches for the photos.
  if (!corrections.some(({ same }) => same)) {
    if (pairsLikeChance(before, after, registration, pairs))
      return refused('no-agreement', poseDifference, residual);
    if (byHand.length > 0 && leavePlacementOpen(before, after, pairs))
      return refused('placement-open', poseDifference, residual);
  }
  const unseen = outOfView(before, after, registration, { earlier: photos[0], later: photos[1] });
  return {
    earlier,
    later,
    registration: { state: 'laid', byHand, similarity, poseDifference, residual },
    fates: fatesOf(earlier, later, pairs, unseen).map((fate) => ({
      ...fate,
      corrected: corrections.some(({ earlierId, laterId, same }) =>
        same
          ? earlierId === fate.earlierId && laterId === fate.laterId
          : // Parted by the clinician, and without another partner since.
            (earlierId === fate.earlierId && fate.laterId === null) ||
            (laterId === fate.laterId && fate.earlierId === null),
      ),
    })),
  };
}

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
  const middleOf = (photoId: string, lesionId: string): Point => {
    requirePhoto(database, photoId);
    const lesion = lesionsFor(database, photoId).find(({ id }) => id === lesionId);
    if (lesion) return boxCentre(lesion.box);
    throw new MaculeError({
      kind: 'not-found',
      message: 'One of the two lesions is no longer on its photo.',
      advice: 'Choose both again.',
      retryable: false,
    });
  };
  const [earlier, later] = [middleOf(earlierPhotoId, said.earlierId), middleOf(laterPhotoId, said.laterId)];
  actNow(context, same ? 'Link two lesions' : 'Part two lesions', (edit, at) =>
    saveLesionLink(edit, { id: newId(), earlierPhotoId, laterPhotoId, earlier, later, same }, at),
  );
}

const SIDES = ['earlier', 'later'] as const;

/** A photo with the face that it is laid over others by. */
const facedPhoto = (database: ReadableDatabase, photo: ListedPhoto): FacedPhoto => ({
  ...{ width: photo.width, height: photo.height },
  ...registeredFace(findStoredFace(database, photo.id), findCorrectedFace(database, photo.id), photo),
});

const lesionsFor = (database: ReadableDatabase, photoId: string): ComparedLesion[] =>
  countedOnPhoto(database, photoId).map(({ id, type, box }) => ({ id, type, box }));

/** What was said, in terms of the lesions that there are now; the last word on a pair counts. */
function correctionsOf(
  database: ReadableDatabase,
  [earlierPhoto, laterPhoto]: readonly [ListedPhoto, ListedPhoto],
  earlier: readonly ComparedLesion[],
  later: readonly ComparedLesion[],
): readonly FateCorrection[] {
  const said = new Map<string, FateCorrection>();
  for (const link of listLesionLinks(database, earlierPhoto.id, laterPhoto.id)) {
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
