import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { seededRandom } from '../../../shared/random';
import { RUN_FILES } from '../../../shared/training/run-record';
import type { Challenge } from '../../engine/ml/metrics/challenge';
import { mixSeed } from '../../engine/ml/random';
import { withFaceFinder } from '../../engine/face/open-face-finder';
import { judgeModel } from '../../engine/retraining/judge-model';
import type { TrainingSurroundings } from '../../engine/jobs/train';
import { renderClinic, type ClinicPhoto } from './clinic-photos';
import { correctedBy } from './clinician';
import { byReviewValue, type ModelViews } from './confirmation-order';
import { contest, curvePoint, type CurvePoint, type LockedTest } from './curve-point';
import { clinicPhotosSchema, modelViewsSchema, SimulationFolder, type SeenPhotos } from './simulation-folder';
import { CLINICIANS, countsOf, poolOf, type CoursePlan, type SimulationPlan } from './simulation-plan';
import { labelledPhoto, teachPhotos } from './teach-photos';

/** How a model learns as photos are confirmed. */
export interface Course extends CoursePlan {
  readonly curve: readonly CurvePoint[];
  /** The last model against the starter. */
  readonly challenge: Challenge;
}

export interface Simulation {
  /** Of the first course. */
  readonly curve: readonly CurvePoint[];
  /** Whether the model of its last point would take the starter's place. */
  readonly promoted: boolean;
  readonly reason: string;
  readonly courses: readonly Course[];
}

export interface SimulationOptions {
  readonly plan: SimulationPlan;
  /** A new folder for photos, runs and models, or that of a simulation that was cut short. */
  readonly workFolder: string;
  /** Model folder of the starter. */
  readonly starter: string;
  readonly surroundings: TrainingSurroundings;
  readonly tell: (line: string) => void;
  /** Hears what is known after each course. */
  readonly onCourse?: (simulation: Simulation) => Promise<void>;
}

/**
 * A clinic whose camera and patients differ from the starter's data corrects its photos and retrains, step by step
 * and by the same code as a real one; each model is measured on the same locked test set.
 * @throws MaculeError as rendering and training do; `invalid-input` where the folder holds another simulation.
 */
export async function simulateClinic(options: SimulationOptions): Promise<Simulation> {
  const { plan, tell, onCourse } = options;
  const clinic = await openClinic(options);
  tell('the starter on the test set');
  const champion = await clinic.seen('starter-test', options.starter, clinic.test.photos);
  const courses: Course[] = [];
  let simulation: Simulation | null = null;
  for (const course of plan.courses) {
    courses.push(await follow(course, champion, clinic, options));
    simulation = asSimulation(courses);
    await onCourse?.(simulation);
  }
  return simulation ?? asSimulation(courses);
}

function asSimulation(courses: readonly Course[]): Simulation {
  const [first] = courses;
  if (!first) throw new Error('A simulation needs a course.');
  const { promoted, reason } = first.challenge;
  return { curve: first.curve, promoted, reason, courses: [...courses] };
}

interface SimulatedClinic {
  readonly folder: SimulationFolder;
  readonly test: LockedTest;
  /** Photos that nobody has corrected yet, in the order in which they were taken. */
  readonly pool: readonly ClinicPhoto[];
  readonly seen: (step: string, model: string, photos: readonly ClinicPhoto[]) => Promise<SeenPhotos>;
}

async function openClinic({
  plan,
  workFolder,
  surroundings,
  tell,
}: SimulationOptions): Promise<SimulatedClinic> {
  const { testPhotos, side, seed } = plan;
  const folder = await SimulationFolder.open(workFolder, plan);
  await mkdir(folder.photos, { recursive: true });
  const { signal, threads, pretrainedFolder } = surroundings;
  const cancelling = signal ? { signal } : {};
  const rendered = (name: string, photos: number) =>
    folder.once(`photos-${name}`, clinicPhotosSchema, () =>
      renderClinic(folder.photos, { name, photos, side, seed, ...cancelling }),
    );
  tell(`rendering ${testPhotos} photos of the locked test set and ${poolOf(plan)} to correct`);
  const test = { photos: await rendered('test', testPhotos), seed };
  const pool = await rendered('clinic', poolOf(plan));
  const seen = (step: string, model: string, photos: readonly ClinicPhoto[]) =>
    folder.once(step, modelViewsSchema, () => {
      const labelled = photos.map((photo) => labelledPhoto(photo, folder.photos, side, 'test'));
      return withFaceFinder(pretrainedFolder, threads, (findFace) =>
        judgeModel(model, labelled, { findFace, threads, ...cancelling }),
      );
    });
  return { folder, test, pool, seen };
}

async function follow(
  course: CoursePlan,
  champion: SeenPhotos,
  clinic: SimulatedClinic,
  options: SimulationOptions,
): Promise<Course> {
  const { plan, starter, surroundings, tell } = options;
  const { folder, test, pool, seen } = clinic;
  const { side, seed } = plan;
  const { clinician, order } = course;
  const first = curvePoint([], champion, test);
  tell(pointLine(first));
  const curve = [first];
  let confirmed: readonly ClinicPhoto[] = [];
  let model = { name: 'starter', folder: starter, onTest: champion };
  let before: ModelViews | null = null;
  for (const count of countsOf(plan, course)) {
    const waiting = pool.filter((photo) => !confirmed.includes(photo));
    let next: readonly ClinicPhoto[] = waiting;
    if (order === 'review') {
      tell(`${model.name} looks at the ${waiting.length} photos that wait`);
      const views = asViews(waiting, await seen(`${model.name}-waiting`, model.folder, waiting));
      next = byReviewValue(waiting, confirmed, views, before);
      before = views;
    }
    confirmed = [...confirmed, ...next.slice(0, count - confirmed.length)];
    const corrected = confirmed.map((photo) => ({
      ...photo,
      truth: correctedBy(
        CLINICIANS[clinician],
        photo.truth,
        side,
        seededRandom(mixSeed(seed, photo.fileName)),
      ),
    }));
    const name = `${clinician}-${order}-${count}`;
    tell(`${clinician} clinician, ${count} photos confirmed in ${order} order: training`);
    const outFolder = folder.runOf(name);
    await folder.once(`${name}-taught`, z.literal(true), async () => {
      const { settings } = plan;
      await teachPhotos(
        {
          ...{ photos: corrected, pictures: folder.photos, side, starter, outFolder, seed, tell },
          ...(settings ? { settings } : {}),
        },
        surroundings,
      );
      return true;
    });
    const taught = join(outFolder, RUN_FILES.model);
    model = { name, folder: taught, onTest: await seen(`${name}-test`, taught, test.photos) };
    const point = curvePoint(corrected, model.onTest, test);
    curve.push(point);
    tell(pointLine(point));
  }
  return { ...course, curve, challenge: contest(champion, model.onTest, test) };
}

const asViews = (photos: readonly ClinicPhoto[], { threshold, photos: seen }: SeenPhotos): ModelViews =>
  new Map(
    photos.map(({ fileName }, index) => [fileName, { threshold, lesions: seen[index]?.detections ?? [] }]),
  );

const pointLine = ({ confirmed, f1, countMae, ciLow, ciHigh }: CurvePoint): string =>
  `${confirmed} confirmed photos: F1 ${f1?.toFixed(3) ?? 'n/a'} ` +
  `(${ciLow?.toFixed(3) ?? 'n/a'}–${ciHigh?.toFixed(3) ?? 'n/a'}), count error ${countMae?.toFixed(1) ?? 'n/a'}`;
