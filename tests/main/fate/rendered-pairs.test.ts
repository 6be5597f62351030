import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findFace, type FaceNetworks } from '../../../src/main/engine/face/find-face';
import { openFaceNetworks } from '../../../src/main/engine/face/face-networks';
import { matchLesions } from '../../../src/shared/fate/match-lesions';
import { leavePlacementOpen, pairsLikeChance } from '../../../src/shared/fate/agreement';
import { registerFaces } from '../../../src/shared/fate/register';
import { settleRegistration } from '../../../src/shared/fate/settle-registration';
import { drawCourse } from '../../../src/shared/phantom/course';
import { Person } from '../../../src/shared/phantom/person';
import { drawPose } from '../../../src/shared/phantom/pose';
import { seededRandom } from '../../../src/shared/random';
import { placedByHand } from '../../helpers/placed-face';

const SIZE = { width: 720, height: 800 } as const;
const folder = fileURLToPath(new URL('../../../assets/pretrained/face', import.meta.url));

let networks: FaceNetworks;
beforeAll(async () => {
  networks = await openFaceNetworks(folder, { threads: 1 });
});
afterAll(() => networks.close());

/** A person photographed twice, with other light, pose and expression; some lesions gone, some new, some of other type. */
async function pair(seed: number, lesions: number) {
  const person = new Person({ ...SIZE, seed });
  const course = drawCourse(person, {
    ...{ seed, visits: 2, lesions, resolving: 0.3, appearing: 0.3, changing: 0.15, side: SIZE.width },
  });
  const random = seededRandom(seed + 1000);
  const shots = course.map((present, visit) =>
    person.photograph(present, drawPose(random), seed * 10 + visit),
  );
  const faced = [];
  for (const shot of shots) {
    faced.push({
      photo: { ...SIZE, face: await findFace(shot.image, networks) },
      lesions: shot.lesions.map(({ id, type, box }) => ({ id: String(id), type, box })),
    });
  }
  const [earlier, later] = faced;
  if (!earlier || !later) throw new Error('A shot is missing.');
  return { earlier, later };
}

it('follows lesions from photo to photo of the same face', async () => {
  let [right, wrong, missed] = [0, 0, 0];
  for (const [seed, lesions] of [
    [3, 25],
    [7, 45],
    [10, 60],
  ] as const) {
    const { earlier, later } = await pair(seed, lesions);
    const result = registerFaces(earlier.photo, later.photo);
    if (!result.ok) throw new Error(result.refusal);
    const pairs = matchLesions(earlier.lesions, later.lesions, result.registration);
    const stayed = earlier.lesions.filter(({ id }) => later.lesions.some((other) => other.id === id));
    const good = pairs.filter(({ earlierId, laterId }) => earlierId === laterId).length;
    right += good;
    wrong += pairs.length - good;
    missed += stayed.length - good;
  }
  expect(right).toBeGreaterThan(60);
  expect((2 * right) / (2 * right + wrong + missed)).toBeGreaterThan(0.95);
});

it('follows them by faces that a person placed, each point a fiftieth of the face aside; refuses one that lies wrong', async () => {
  let [right, wrong, missed] = [0, 0, 0];
  for (const [seed, lesions] of [
    [3, 25],
    [7, 45],
  ] as const) {
    const { earlier, later } = await pair(seed, lesions);
    const truth = later.photo.face;
    if (!truth) throw new Error('No face on a rendered face.');
    const random = seededRandom(seed);
    const laidBy = (whole: number) => {
      const face = placedByHand(truth, SIZE, { point: 0.02, whole }, random);
      const result = registerFaces(earlier.photo, { ...SIZE, face, byHand: true });
      if (!result.ok) throw new Error(result.refusal);
      const registration = settleRegistration(earlier.lesions, later.lesions, result.registration);
      const pairs = matchLesions(earlier.lesions, later.lesions, registration);
      const isOpen =
        pairsLikeChance(earlier.lesions, later.lesions, registration, pairs) ||
        leavePlacementOpen(earlier.lesions, later.lesions, pairs);
      return { pairs, isOpen };
    };
    const { pairs, isOpen } = laidBy(0);
    expect(isOpen).toBe(false);
    expect(laidBy(0.2).isOpen).toBe(true);
    const stayed = earlier.lesions.filter(({ id }) => later.lesions.some((other) => other.id === id));
    const good = pairs.filter(({ earlierId, laterId }) => earlierId === laterId).length;
    right += good;
    wrong += pairs.length - good;
    missed += stayed.length - good;
  }
  expect(right).toBeGreaterThan(40);
  expect((2 * right) / (2 * right + wrong + missed)).toBeGreaterThan(0.95);
});

it('refuses to lay one person over another who looks the other way', async () => {
  const [{ earlier }, { later }] = [await pair(3, 5), await pair(4, 5)];
  const turned = (later.photo.face?.landmarks ?? []).map(({ x, y }) => ({
    x: 0.5 + (x - 0.5) * 0.4 + (y - 0.5) * 0.1,
    y,
  }));
  const face = { confidence: 1, landmarks: turned };
  expect(registerFaces(earlier.photo, { ...SIZE, face })).toMatchObject({ refusal: 'different-view' });
  expect(registerFaces({ ...SIZE, face: null }, later.photo)).toMatchObject({ refusal: 'no-face-earlier' });
});
