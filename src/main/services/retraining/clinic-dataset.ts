import { skinTypeName } from '../../../shared/clinical/skin-type';
import type { ReadableDatabase } from '../../data/database';
import { listLesionMarks } from '../../data/repositories/lesion-marks';
import { listConsentedPhotos, readSplitSalt, type ConsentedPhoto } from '../../data/repositories/retraining';
import type { ClinicPhoto } from '../../../shared/training/clinic-photos';
import type { DatasetSizes, PartSize } from '../../datasets/clinic/dataset-size';
import { partOfPatient, type DatasetPart } from '../../datasets/clinic/patient-parts';

export interface PartedPhoto extends ConsentedPhoto {
  readonly part: DatasetPart;
}

/** The clinic's dataset as it is now: a query, never a folder. Withdrawn consent takes photos out of the next one. */
export function clinicDataset(database: ReadableDatabase): readonly PartedPhoto[] {
  const salt = readSplitSalt(database);
  return listConsentedPhotos(database).map((photo) => ({
    ...photo,
    part: partOfPatient(salt, photo.patientId, photo.learnedFrom),
  }));
}

export function sizesOf(photos: readonly PartedPhoto[]): DatasetSizes {
  const sizeOf = (part: DatasetPart): PartSize => {
    const own = photos.filter((photo) => photo.part === part);
    return { photos: own.length, patients: new Set(own.map(({ patientId }) => patientId)).size };
  };
  return { train: sizeOf('train'), valid: sizeOf('valid'), test: sizeOf('test') };
}

/**
 * What is given to the training process of a photo. Its lesions are the clinician's marks: confirming has made one of
 * each lesion that counted.
 * @param file path of the stored picture.
 */
export function givenPhoto(database: ReadableDatabase, photo: PartedPhoto, file: string): ClinicPhoto {
  const { photoId, patientId, part, width, height, skinType } = photo;
  return {
    ...{ photoId, patientId, part, width, height, file },
    group: skinType === null ? null : skinTypeName(skinType),
    lesions: listLesionMarks(database, photoId)
      .filter(({ verdict }) => verdict !== 'rejected')
      .map(({ type, box }) => ({ type, box })),
  };
}
