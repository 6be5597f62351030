import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LESION_TYPES } from '../../../shared/clinical/lesion';
import type { RecipeSettings } from '../../../shared/training/recipe';
import type { Dataset, LabelledPhoto, Split } from '../../datasets/dataset';
import type { TrainingSurroundings } from '../../engine/jobs/train';
import { fineTune } from '../../engine/retraining/fine-tune';
import { cancelledTraining } from '../../engine/training/cancelled-training';
import type { ClinicPhoto } from './clinic-photos';

/** One of so many patients is held out to choose weights and threshold by. */
const HELD_OUT = 5;

export interface Teaching {
  /** As the clinician has corrected them, in the order in which they were confirmed. */
  readonly photos: readonly ClinicPhoto[];
  /** Folder of the pictures. */
  readonly pictures: string;
  /** Pixels of the pictures. */
  readonly side: number;
  /** Model folder to begin from. */
  readonly starter: string;
  /** Run folder; an interrupted run in it goes on. */
  readonly outFolder: string;
  readonly seed: number;
  readonly settings?: RecipeSettings;
  readonly tell: (line: string) => void;
}

/**
 * Teaches the starter a clinic's corrected photos, by the code that a real clinic's are taught by.
 * @throws MaculeError as `fineTune` does.
 */
export async function teachPhotos(teaching: Teaching, surroundings: TrainingSurroundings): Promise<void> {
  const { photos, pictures, side, starter, outFolder, seed, settings, tell } = teaching;
  // By patient: nobody is on both sides.
  const patients = [...new Set(photos.map(({ patient }) => patient))];
  const held = new Set(patients.filter((_, index) => index % HELD_OUT === 0));
  const dataset: Dataset = {
    ...{ name: 'clinic', formats: [], classes: LESION_TYPES, problems: [], notes: [] },
    photos: photos.map((photo) =>
      labelledPhoto(photo, pictures, side, held.has(photo.patient) ? 'valid' : 'train'),
    ),
  };
  await mkdir(outFolder, { recursive: true });
  const run = fineTune(
    {
      ...{ dataFolder: pictures, parent: starter, outFolder, seed, resume: true },
      ...(settings ? { settings } : {}),
      openData: () => Promise.resolve([dataset]),
    },
    surroundings,
  );
  for (;;) {
    const { done, value } = await run.next();
    if (done) {
      if (value === null) throw cancelledTraining();
      return;
    }
    if (value.event === 'epoch')
      tell(`  round ${value.epoch}: AP50 ${(value.metrics['ap50'] ?? 0).toFixed(3)}`);
  }
}

export const labelledPhoto = (
  { fileName, patient, truth }: ClinicPhoto,
  pictures: string,
  side: number,
  split: Split,
): LabelledPhoto => ({
  ...{ file: join(pictures, fileName), fileName, split, stem: patient },
  ...{ width: side, height: side, labels: truth },
});
