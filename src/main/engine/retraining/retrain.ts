import { join } from 'node:path';
import { scaleBox } from '../../../shared/geometry/box';
import type { ClinicPhoto } from '../../../shared/training/clinic-photos';
import type { TrainingEvent } from '../../../shared/training/events';
import type { ClinicRetraining, TrainingOrder } from '../../../shared/training/recipe';
import { RUN_FILES } from '../../../shared/training/run-record';
import type { CountedLesion, TestViews } from '../../../shared/training/test-views';
import type { RetrainingVerdict } from '../../../shared/training/verdict';
import { withFaceFinder } from '../face/open-face-finder';
import type { TrainingSurroundings } from '../jobs/train';
import { sealedLibraryFile } from '../../vault/library-files';
import { challenge } from '../ml/metrics/challenge';
import { saveAtomically } from '../io/save-atomically';
import { clinicDatasetOf, readClinicPhotos } from './clinic-datasets';
import { fineTune } from './fine-tune';
import { judgeModel, type JudgedModel } from './judge-model';
import { stagesOf } from './stages-of';

/** Share of the time limit that is kept for calibrating and for comparing the models. */
const SHARE_OF_JUDGING = 0.15;

/**
 * Teaches the model in use the clinic's own photos and compares the new model with it on the locked test set, which
 * the training was not given. The verdict is a file of the run folder; the model in use is not touched.
 * @throws MaculeError as `fineTune` and `judgeModel` do.
 */
export async function* retrain(
  order: TrainingOrder,
  { parent, testPhotos }: ClinicRetraining,
  surroundings: TrainingSurroundings,
): AsyncGenerator<TrainingEvent> {
  const { dataFolder, outFolder, seed, resume, settings, maxMinutes } = order;
  const learning = await readClinicPhotos(dataFolder);
  const run = fineTune(
    {
      ...{ dataFolder, parent, outFolder, seed, resume, settings },
      openData: () => Promise.resolve([clinicDatasetOf(learning)]),
      ...(maxMinutes === undefined ? {} : { maxMinutes: maxMinutes * (1 - SHARE_OF_JUDGING) }),
    },
    surroundings,
  );
  let done: TrainingEvent | null = null;
  for (;;) {
    const step = await run.next();
    if (step.done) {
      if (step.value !== null) yield* compare(order, parent, step.value, testPhotos, surroundings);
      break;
    }
    // The run is over once the models are compared.
    if (step.value.event === 'done') done = step.value;
    else yield step.value;
  }
  if (done) yield done;
}

async function* compare(
  { outFolder, seed }: TrainingOrder,
  parent: string,
  model: string,
  testPhotos: string,
  { pretrainedFolder, threads, signal, clock, now }: TrainingSurroundings,
): AsyncGenerator<TrainingEvent, void> {
  const photos = await readClinicPhotos(testPhotos);
  const labelled = clinicDatasetOf(photos).photos;
  const total = 2 * labelled.length;
  const judge = (folder: string, before: number) =>
    stagesOf(
      'comparing',
      (onPhoto) =>
        withFaceFinder(pretrainedFolder, threads, (findFace) =>
          judgeModel(folder, labelled, {
            ...{ findFace, threads },
            ...(signal ? { signal } : {}),
            onPhoto: (done) => onPhoto(before + done, total),
          }),
        ),
      clock,
    );
  const champion = yield* judge(parent, 0);
  const challenger = yield* judge(model, labelled.length);
  const tested = photos.flatMap(({ patientId, group }, index) => {
    const [before, after] = [champion.photos[index], challenger.photos[index]];
    return before && after ? [{ patient: patientId, group, champion: before, challenger: after }] : [];
  });
  const thresholds = { champion: champion.threshold, challenger: challenger.threshold };
  const { f1, countError, recalls, promoted, reason, patients } = challenge(tested, thresholds, seed);
  const verdict: RetrainingVerdict = {
    ...{ format: 1, at: now().toISOString(), seed },
    ...{ champion: named(champion), challenger: named(challenger) },
    ...{ photos: tested.length, patients, f1, countError, recalls: [...recalls], promoted, reason },
  };
  const views: TestViews = {
    format: 1,
    photos: photos.map((photo, index) => ({
      photoId: photo.photoId,
      before: countedOn(photo, champion, index),
      after: countedOn(photo, challenger, index),
    })),
  };
  await keep(join(outFolder, RUN_FILES.testViews), views);
  await keep(join(outFolder, RUN_FILES.verdict), verdict);
}

const keep = (file: string, value: object): Promise<void> =>
  saveAtomically(file, sealedLibraryFile(file, `${JSON.stringify(value, null, 2)}\n`));

const countedOn = (
  { width, height }: ClinicPhoto,
  { photos, threshold }: JudgedModel,
  index: number,
): CountedLesion[] =>
  (photos[index]?.detections ?? [])
    .filter(({ score }) => score >= threshold)
    .map(({ type, score, box }) => ({ type, score, box: scaleBox(box, 1 / width, 1 / height) }));

const named = ({ id, sha256, identity, threshold }: JudgedModel) => ({ id, sha256, identity, threshold });
