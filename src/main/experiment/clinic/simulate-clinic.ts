import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LESION_TYPES } from '../../../shared/clinical/lesion';
import type { RecipeSettings } from '../../../shared/training/recipe';
import { seededRandom } from '../../../shared/random';
import { openDatasets } from '../../datasets/open-dataset';
import type { LabelledPhoto } from '../../datasets/dataset';
import { fillFolder } from '../../datasets/write/finished-folder';
import { seedWriter } from '../../datasets/write/write-seed';
import { challenge, type Challenge } from '../../engine/ml/metrics/challenge';
import { countErrorOf, f1Of, figureByPatient, sumsByPatient } from '../../engine/ml/metrics/patient-sums';
import { mixSeed } from '../../engine/ml/random';
import { fineTune } from '../../engine/retraining/fine-tune';
import { judgeModel, type JudgedModel } from '../../engine/retraining/judge-model';
import type { TrainingSurroundings } from '../../engine/jobs/train';
import { cancelledTraining } from '../../engine/training/cancelled-training';
import { renderClinic, type ClinicPhoto } from './clinic-photos';
import { correctedBy, PERFECT, SLOPPY, type Clinician } from './clinician';

export interface SimulationPlan {
  /** Confirmed photos at which the curve is measured, ascending; 0 is the starter. */
  readonly counts: readonly number[];
  readonly testPhotos: number;
  /** Pixels of the photos. */
  readonly side: number;
  readonly seed: number;
  readonly sloppy: boolean;
  /** In place of the recipe's own. */
  readonly settings?: RecipeSettings;
}

export const FULL_SIMULATION: SimulationPlan = {
  ...{ counts: [0, 25, 50, 100, 200], testPhotos: 80, side: 640, seed: 11, sloppy: true },
};
export const QUICK_SIMULATION: SimulationPlan = {
  ...{ counts: [0, 25, 50], testPhotos: 32, side: 512, seed: 11, sloppy: false },
};

/** One point of a learning curve, on the locked test set. */
export interface CurvePoint {
  /** Photos that a clinician has corrected and confirmed. */
  readonly confirmed: number;
  /** Of centre hits at the model's operating threshold. */
  readonly f1: number | null;
  /** Mean absolute error of lesion counts, lesions a photo. */
  readonly countMae: number | null;
  /** 95 % interval of F1, by patient. */
  readonly ciLow: number | null;
  readonly ciHigh: number | null;
}

export interface Simulation {
  readonly curve: readonly CurvePoint[];
  /** Whether the model of the last point would take the starter's place. */
  readonly promoted: boolean;
  readonly reason: string;
  readonly challenge: Challenge;
  /** The same with a careless clinician. */
  readonly sloppy?: { readonly curve: readonly CurvePoint[]; readonly challenge: Challenge };
}

export interface SimulationOptions {
  readonly plan: SimulationPlan;
  /** An empty or new folder for photos, runs and models. */
  readonly workFolder: string;
  /** Model folder of the starter. */
  readonly starter: string;
  readonly surroundings: TrainingSurroundings;
  readonly tell: (line: string) => void;
}

/** One of so many confirmed photos is held out to choose weights and threshold by. */
const HELD_OUT = 5;

/**
 * A clinic whose camera and patients differ from the starter's data corrects its photos and retrains, step by step
 * and by the same code as a real one; each model is measured on the same locked test set.
 * @throws MaculeError as rendering and training do.
 */
export async function simulateClinic(options: SimulationOptions): Promise<Simulation> {
  const { plan, workFolder, starter, tell } = options;
  const { counts, testPhotos, side, seed } = plan;
  await mkdir(workFolder, { recursive: true });
  const pictures = join(workFolder, 'photos');
  await mkdir(pictures, { recursive: true });
  const { signal } = options.surroundings;
  const shared = { side, seed, ...(signal ? { signal } : {}) };
  tell(`rendering ${testPhotos} photos of the locked test set and ${Math.max(...counts)} to correct`);
  const test = await renderClinic(pictures, { name: 'test', photos: testPhotos, ...shared });
  const pool = await renderClinic(pictures, { name: 'clinic', photos: Math.max(...counts), ...shared });
  const testFolder = join(workFolder, 'test-set');
  await writeSplits(testFolder, pictures, new Map([['test', test]]), side);
  const [testSet] = await openDatasets(testFolder);
  const tested = inOrder(test, testSet?.photos ?? []);

  const judge = (folder: string) => judgeModel(folder, tested, { ...options.surroundings });
  tell('the starter on the test set');
  const champion = await judge(starter);
  const first = pointOf(0, champion, test, seed);
  tell(pointLine(first));
  const course = async (clinician: Clinician, name: string) => {
    const curve: CurvePoint[] = [first];
    let last = champion;
    for (const confirmed of counts.filter((count) => count > 0)) {
      tell(`${name} clinician, ${confirmed} confirmed photos: training`);
      const model = await retrain(
        options,
        pool.slice(0, confirmed),
        clinician,
        `${name}-${confirmed}`,
        pictures,
      );
      last = await judge(model);
      const point = pointOf(confirmed, last, test, seed);
      curve.push(point);
      tell(pointLine(point));
    }
    return { curve, challenge: contest(champion, last, test, seed) };
  };
  const perfect = await course(PERFECT, 'perfect');
  const sloppy = plan.sloppy ? await course(SLOPPY, 'sloppy') : undefined;
  const { promoted, reason } = perfect.challenge;
  return {
    ...{ curve: perfect.curve, promoted, reason, challenge: perfect.challenge },
    ...(sloppy ? { sloppy } : {}),
  };
}

/** @returns folder of the new model. */
async function retrain(
  { plan, workFolder, starter, surroundings, tell }: SimulationOptions,
  photos: readonly ClinicPhoto[],
  clinician: Clinician,
  name: string,
  pictures: string,
): Promise<string> {
  const corrected = photos.map((photo) => ({
    ...photo,
    truth: correctedBy(clinician, photo.truth, plan.side, seededRandom(mixSeed(plan.seed, photo.fileName))),
  }));
  // By patient: nobody is on both sides.
  const patients = [...new Set(photos.map(({ patient }) => patient))];
  const held = new Set(patients.filter((_, index) => index % HELD_OUT === 0));
  const dataFolder = join(workFolder, `data-${name}`);
  const splits = new Map([
    ['train', corrected.filter(({ patient }) => !held.has(patient))],
    ['valid', corrected.filter(({ patient }) => held.has(patient))],
  ] as const);
  await rm(dataFolder, { recursive: true, force: true });
  await writeSplits(dataFolder, pictures, splits, plan.side);
  const outFolder = join(workFolder, `run-${name}`);
  await mkdir(outFolder, { recursive: true });
  const run = fineTune(
    {
      dataFolder,
      parent: starter,
      outFolder,
      seed: plan.seed,
      resume: false,
      ...(plan.settings ? { settings: plan.settings } : {}),
    },
    surroundings,
  );
  for (;;) {
    const { done, value } = await run.next();
    if (done) {
      if (value === null) throw cancelledTraining();
      return value;
    }
    if (value.event === 'epoch')
      tell(`  round ${value.epoch}: AP50 ${(value.metrics['ap50'] ?? 0).toFixed(3)}`);
  }
}

async function writeSplits(
  folder: string,
  pictures: string,
  splits: ReadonlyMap<'train' | 'valid' | 'test', readonly ClinicPhoto[]>,
  side: number,
): Promise<void> {
  await fillFolder(folder, async (unfinished) => {
    for (const [split, photos] of splits) {
      await mkdir(join(unfinished, split));
      for (const { fileName } of photos)
        await copyFile(join(pictures, fileName), join(unfinished, split, fileName));
    }
    const outgoing = new Map(
      [...splits].map(([split, photos]) => [
        split,
        photos.map(({ fileName, truth }) => ({
          photo: {
            file: fileName,
            fileName,
            split,
            stem: fileName,
            width: side,
            height: side,
            labels: truth,
          },
          ...{ name: fileName, reference: fileName, size: null },
        })),
      ]),
    );
    for (const { path, text } of seedWriter.textFiles({ classes: LESION_TYPES, splits: outgoing }))
      await writeFile(join(unfinished, path), text);
  });
}

function inOrder(
  photos: readonly ClinicPhoto[],
  labelled: readonly LabelledPhoto[],
): readonly LabelledPhoto[] {
  const byName = new Map(labelled.map((photo) => [photo.fileName, photo]));
  return photos.flatMap(({ fileName }) => byName.get(fileName) ?? []);
}

function pointOf(
  confirmed: number,
  model: JudgedModel,
  photos: readonly ClinicPhoto[],
  seed: number,
): CurvePoint {
  const tested = photos.flatMap(({ patient, group }, index) => {
    const judged = model.photos[index];
    return judged ? [{ patient, group, judged }] : [];
  });
  const sums = sumsByPatient(tested, model.threshold);
  const f1 = figureByPatient(f1Of, sums, seed);
  return {
    ...{ confirmed, f1: f1.value, countMae: figureByPatient(countErrorOf, sums, seed).value },
    ...{ ciLow: f1.interval?.low ?? null, ciHigh: f1.interval?.high ?? null },
  };
}

const contest = (
  champion: JudgedModel,
  challenger: JudgedModel,
  photos: readonly ClinicPhoto[],
  seed: number,
): Challenge =>
  challenge(
    photos.flatMap(({ patient, group }, index) => {
      const [before, after] = [champion.photos[index], challenger.photos[index]];
      return before && after ? [{ patient, group, champion: before, challenger: after }] : [];
    }),
    { champion: champion.threshold, challenger: challenger.threshold },
    seed,
  );

const pointLine = ({ confirmed, f1, countMae, ciLow, ciHigh }: CurvePoint): string =>
  `${confirmed} confirmed photos: F1 ${f1?.toFixed(3) ?? 'n/a'} ` +
  `(${ciLow?.toFixed(3) ?? 'n/a'}–${ciHigh?.toFixed(3) ?? 'n/a'}), count error ${countMae?.toFixed(1) ?? 'n/a'}`;
