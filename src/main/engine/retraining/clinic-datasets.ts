import { basename } from 'node:path';
import { STATED_TYPES } from '../../../shared/clinical/stated-type';
import { MaculeError } from '../../../shared/errors';
import { scaleBox } from '../../../shared/geometry/box';
import { clinicPhotosSchema, type ClinicPhoto } from '../../../shared/training/clinic-photos';
import { readLibraryFile } from '../../vault/library-files';
import type { Dataset, LabelledPhoto } from '../../datasets/dataset';

/** Word of a lesion whose type the clinician left open. */
const ANY_TYPE = 'acne_lesion';

/**
 * The photos of a list that main has written.
 * @throws MaculeError `unreadable-file` where the list is missing or is none.
 */
export async function readClinicPhotos(file: string): Promise<readonly ClinicPhoto[]> {
  try {
    return clinicPhotosSchema.parse(JSON.parse((await readLibraryFile(file)).toString('utf8'))).photos;
  } catch (cause) {
    throw new MaculeError(
      {
        kind: 'unreadable-file',
        message: 'The list of photos to learn from cannot be read.',
        file: basename(file),
        advice: 'Start a new training: the list is made anew from the record.',
        retryable: false,
      },
      { cause },
    );
  }
}

/** The same as a dataset; patients take the place of originals, so that nobody is on both sides. */
export const clinicDatasetOf = (photos: readonly ClinicPhoto[]): Dataset => ({
  name: 'clinic',
  formats: [],
  classes: [...STATED_TYPES, ANY_TYPE],
  photos: photos.map(labelled),
  ...{ problems: [], notes: [] },
});

const labelled = (photo: ClinicPhoto): LabelledPhoto => ({
  ...{ file: photo.file, fileName: photo.photoId, split: photo.part, stem: photo.patientId },
  ...{ width: photo.width, height: photo.height },
  labels: photo.lesions.map(({ type, box }) => ({
    label: type ?? ANY_TYPE,
    box: scaleBox(box, photo.width, photo.height),
  })),
});
