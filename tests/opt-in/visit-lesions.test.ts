import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compiledDetector } from '../../src/main/engine/detector/compiled-detector';
import type { Detector } from '../../src/main/engine/engine';
import { findFace, type FaceNetworks } from '../../src/main/engine/face/find-face';
import { openFaceNetworks } from '../../src/main/engine/face/face-networks';
import { readDetectorFolder } from '../../src/main/engine/io/model-folder';
import { matchByCentre } from '../../src/shared/clinical/centre-hit';
import { regionsOfFace } from '../../src/shared/face/face-regions';
import { scaleBox } from '../../src/shared/geometry/box';
import { drawCourse } from '../../src/shared/phantom/course';
import { Person, type PhotographedLesion } from '../../src/shared/phantom/person';
import type { RgbImage } from '../../src/shared/photo/rgb-image';
import { seededRandom, uniform } from '../../src/shared/random';
import { lesionsOfViews } from '../../src/shared/visit-lesions/lesions-of-views';
import type { ViewLesion, ViewPhoto } from '../../src/shared/visit-lesions/view-photo';

// Lesions that a visit of three views counts twice, and those that it loses, by three ways to make a total: the
// figures of docs/lesion-fate.md. `npx vitest run --project opt-in tests/opt-in/visit-lesions.test.ts`
const SIZE = { width: 900, height: 1000 } as const;
const SEEDS = Array.from({ length: 12 }, (_, index) => 21 + index);

let networks: FaceNetworks;
let detector: Detector;
const folderOf = (name: string): string => fileURLToPath(new URL(`../../assets/${name}`, import.meta.url));
beforeAll(async () => {
  networks = await openFaceNetworks(folderOf('pretrained/face'), { threads: 1 });
  detector = compiledDetector(await readDetectorFolder(folderOf('models/starter')), 2);
}, 600_000);
afterAll(async () => {
  await detector.close();
  await networks.close();
});

/** A visit as it is marked: ids of marks begin with the number of the true lesion, `-` where there is none. */
interface Visit {
  readonly lesions: number;
  readonly photos: readonly ViewPhoto[];
}

async function photograph(seed: number, marksOf: MarksOf): Promise<Visit> {
  const person = new Person({ ...SIZE, seed, margin: 180 });
  const lesions = 10 + (seed % 6) * 10;
  const still = { visits: 1, resolving: 0, appearing: 0, changing: 0, side: SIZE.width };
  const [present = []] = drawCourse(person, { ...still, seed, lesions });
  const random = seededRandom(seed);
  const photos: ViewPhoto[] = [];
  for (const [view, yaw] of [
    ['frontal', uniform(random, -0.08, 0.08)],
    ['left-45', -uniform(random, 0.6, 0.8)],
    ['right-45', uniform(random, 0.6, 0.8)],
  ] as const) {
    const turn = { yaw, pitch: uniform(random, -0.06, 0.06), scale: 0.94 };
    const shot = person.photographTurned(present, turn, seed * 10 + photos.length);
    const face = await findFace(shot.image, networks);
    const marks = await marksOf(shot.image, shot.lesions);
    photos.push({
      ...{ ...SIZE, photoId: view, view, face, regions: face && regionsOfFace(face, SIZE) },
      lesions: marks.map((mark): ViewLesion => ({ ...mark, saidRegion: null })),
    });
  }
  return { lesions, photos };
}

type Mark = Pick<ViewLesion, 'id' | 'type' | 'box'>;
type MarksOf = (image: RgbImage, lesions: readonly PhotographedLesion[]) => Promise<readonly Mark[]>;

const trueMarks: MarksOf = (_, lesions) =>
  Promise.resolve(lesions.map(({ id, type, box }) => ({ id: String(id), type, box })));

const detectedMarks: MarksOf = async (image, lesions) => {
  const found = (await detector.detect(image, { minScore: detector.info.threshold })).map((lesion) => ({
    ...{ type: lesion.type, score: lesion.score, box: scaleBox(lesion.box, SIZE.width, SIZE.height) },
  }));
  const { matched } = matchByCentre(found, lesions);
  const trueOf = new Map(matched.map(({ detection, reference }) => [detection, lesions[reference]?.id]));
  return found.map(({ type, box }, index) => ({
    ...{ id: `${trueOf.get(index) ?? '-'} ${index}`, type, box },
  }));
};

const trueIdOf = (markId: string): string | null => {
  const [id = '-'] = markId.split(' ');
  return id === '-' ? null : id;
};

/** The marks that each way counts. */
const WAYS: Readonly<Record<string, (photos: readonly ViewPhoto[]) => readonly string[]>> = {
  'frontal photo alone': ([frontal]) => (frontal?.lesions ?? []).map(({ id }) => id),
  'each region from the photo that shows it best': (photos) =>
    lesionsOfViews(photos).lesions.map(({ lesionId }) => lesionId),
  'all photos added up': (photos) => photos.flatMap(({ lesions }) => lesions.map(({ id }) => id)),
};

function tell(name: string, visits: readonly Visit[]): Record<string, { double: number; missed: number }> {
  const figures: Record<string, { double: number; missed: number }> = {};
  for (const [way, countedBy] of Object.entries(WAYS)) {
    let [seen, counted, doubles, missed, marks, total] = [0, 0, 0, 0, 0, 0];
    for (const { photos } of visits) {
      const shown = new Set(photos.flatMap(({ lesions }) => lesions.map(({ id }) => trueIdOf(id))));
      shown.delete(null);
      const ids = countedBy(photos).map(trueIdOf);
      const known = ids.filter((id) => id !== null);
      seen += shown.size;
      doubles += known.length - new Set(known).size;
      missed += shown.size - new Set(known).size;
      counted += known.length;
      total += ids.length;
      marks += photos.reduce((sum, { lesions }) => sum + lesions.length, 0);
    }
    figures[way] = { double: doubles / seen, missed: missed / seen };
    process.stdout.write(
      `${name}, ${way}: ${visits.length} visits, ${marks} marks, ${seen} lesions marked somewhere; total ${total}, ` +
        `${counted} true, twice ${doubles} (${((100 * doubles) / seen).toFixed(1)} %), ` +
        `missed ${missed} (${((100 * missed) / seen).toFixed(1)} %)\n`,
    );
  }
  return figures;
}

it('true lesions', async () => {
  const visits: Visit[] = [];
  for (const seed of SEEDS) visits.push(await photograph(seed, trueMarks));
  const figures = tell('true lesions', visits);
  expect(figures['each region from the photo that shows it best']?.double).toBeLessThan(0.05);
}, 900_000);

it('the detector’s lesions', async () => {
  const visits: Visit[] = [];
  for (const seed of SEEDS) visits.push(await photograph(seed, detectedMarks));
  const figures = tell('detections', visits);
  expect(figures['each region from the photo that shows it best']?.double).toBeLessThan(0.05);
}, 900_000);
