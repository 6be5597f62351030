import type { ComparedLesion, Comparison, RegistrationRefusal } from '../../../shared/ipc/fates';
import { fatesOf } from '../../../shared/fate/lesion-fates';
import { matchLesions } from '../../../shared/fate/match-lesions';
import { leavePlacementOpen, medianDistance, pairsLikeChance } from '../../../shared/fate/agreement';
import { outOfView } from '../../../shared/fate/out-of-view';
import { registerFaces, type FacedPhoto } from '../../../shared/fate/register';
import { settleRegistration } from '../../../shared/fate/settle-registration';
import { registeredFace } from '../../../shared/face/registered-face';
import { scaleBox } from '../../../shared/geometry/box';
import type { ReadableDatabase } from '../../data/database';
import { findCorrectedFace } from '../../data/repositories/corrected-faces';
import { findLesionMap } from '../../data/repositories/analyses';
import { findStoredFace, isFaceSought } from '../../data/repositories/faces';
import { listLesionMarks } from '../../data/repositories/lesion-marks';
import type { ListedPhoto } from '../../data/repositories/photos';
import { requirePhoto } from '../require-photo';
import { correctionsOf, lesionsFor, saidOfView } from './correct-fates';

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
  // Lesions come of a look: whether there was one is asked only where there is none.
  const notAnalysed = SIDES.filter((side, index) => {
    const lesions = { earlier, later }[side];
    return lesions.length === 0 && !isLookedAt(database, photos[index]?.id ?? '');
  });
  const faced = photos.map((photo) => facedPhoto(database, photo)) as [FacedPhoto, FacedPhoto];
  const byHand = SIDES.filter((_, index) => faced[index]?.byHand);
  const refused = (
    refusal: RegistrationRefusal,
    poseDifference: number | null,
    residual: number | null,
  ): Comparison => ({
    ...{ earlier, later, notAnalysed, fates: [] },
    registration: { state: 'refused', byHand, refusal, poseDifference, residual },
  });
  if (notAnalysed.length > 0) return refused('not-analysed', null, null);
  const result = registerFaces(...faced);
  if (!result.ok) return refused(result.refusal, result.poseDifference, null);
  const corrections = correctionsOf(database, [earlierPhotoId, laterPhotoId], earlier, later);
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
  const paired = new Set(pairs.flatMap((pair) => [pair.earlierId, pair.laterId]));
  const isAlone = ({ id }: ComparedLesion): boolean => !paired.has(id);
  const sizes = { earlier: photos[0], later: photos[1] };
  const beyond = outOfView(before.filter(isAlone), after.filter(isAlone), registration, sizes);
  const said = new Map([
    ...saidOfView(database, earlier, earlierPhotoId, laterPhotoId),
    ...saidOfView(database, later, laterPhotoId, earlierPhotoId),
  ]);
  const unseen = new Set(
    [...earlier, ...later].map(({ id }) => id).filter((id) => said.get(id) ?? beyond.has(id)),
  );
  return {
    ...{ earlier, later, notAnalysed },
    registration: { state: 'laid', byHand, similarity, poseDifference, residual },
    fates: fatesOf(earlier, later, pairs, unseen).map((fate) => ({
      ...fate,
      corrected:
        [fate.earlierId, fate.laterId].some((id) => id !== null && !paired.has(id) && said.has(id)) ||
        corrections.some(({ earlierId, laterId, same }) =>
          same
            ? earlierId === fate.earlierId && laterId === fate.laterId
            : // Parted by the clinician, and without another partner since.
              (earlierId === fate.earlierId && fate.laterId === null) ||
              (laterId === fate.laterId && fate.earlierId === null),
        ),
    })),
  };
}

const SIDES = ['earlier', 'later'] as const;

/** Whether a model has looked at a photo for lesions or its face, or a person has marked any. */
const isLookedAt = (database: ReadableDatabase, photoId: string): boolean =>
  findLesionMap(database, photoId) !== null ||
  isFaceSought(database, photoId) ||
  listLesionMarks(database, photoId).length > 0;

/** A photo with the face that it is laid over others by. */
const facedPhoto = (database: ReadableDatabase, photo: ListedPhoto): FacedPhoto => ({
  ...{ width: photo.width, height: photo.height },
  ...registeredFace(findStoredFace(database, photo.id), findCorrectedFace(database, photo.id), photo),
});
