import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { findFace } from '../../src/main/engine/face/find-face';
import { openFaceNetworks } from '../../src/main/engine/face/face-networks';
import { eyeMask, eyesAndBrows } from '../../src/shared/face/eye-mask';
import type { Face } from '../../src/shared/face/face';
import { isInPolygon } from '../../src/shared/face/polygon';
import { leavePlacementOpen, medianDistance, pairsLikeChance } from '../../src/shared/fate/agreement';
import { matchLesions, type FateLesion } from '../../src/shared/fate/match-lesions';
import { registerFaces } from '../../src/shared/fate/register';
import { settleRegistration } from '../../src/shared/fate/settle-registration';
import { drawCourse } from '../../src/shared/phantom/course';
import { Person } from '../../src/shared/phantom/person';
import { drawPose } from '../../src/shared/phantom/pose';
import { seededRandom, type Random } from '../../src/shared/random';
import { placedByHand } from '../helpers/placed-face';

// How lesions are followed by faces that were placed by hand, by the error of the hand: the figures of
// docs/lesion-fate.md. `npx vitest run --project opt-in tests/opt-in/placed-faces.test.ts`
const SIZE = { width: 720, height: 800 } as const;
const SEEDS = Array.from({ length: 12 }, (_, index) => 41 + index);
const PLACINGS = 4;
/** Of what `eyesAndBrows` gives, those of the eyes, which come first. */
const EYE_POINTS = 32;

interface Shot {
  readonly face: Face;
  readonly lesions: readonly FateLesion[];
}
interface Pair {
  readonly seed: number;
  readonly earlier: Shot;
  readonly later: Shot;
}

let pairs: readonly Pair[];
beforeAll(async () => {
  const folder = fileURLToPath(new URL('../../assets/pretrained/face', import.meta.url));
  const networks = await openFaceNetworks(folder, { threads: 1 });
  const made: Pair[] = [];
  for (const seed of SEEDS) {
    const person = new Person({ ...SIZE, seed });
    const course = drawCourse(person, {
      ...{ seed, visits: 2, lesions: 24 + (seed % 6) * 8, resolving: 0.3, appearing: 0.3, changing: 0.15 },
      side: SIZE.width,
    });
    const random = seededRandom(seed + 1000);
    const shots: Shot[] = [];
    for (const [visit, present] of course.entries()) {
      const { image, lesions } = person.photograph(present, drawPose(random), seed * 10 + visit);
      const face = await findFace(image, networks);
      if (!face) throw new Error('No face on a rendered face.');
      shots.push({ face, lesions: lesions.map(({ id, type, box }) => ({ id: String(id), type, box })) });
    }
    const [earlier, later] = shots;
    if (earlier && later) made.push({ seed, earlier, later });
  }
  await networks.close();
  pairs = made;
}, 600_000);

/** As many of the earlier lesions, those of them that stayed, and a third as many new ones. */
function fewer({ seed, earlier, later }: Pair, count: number): Pair {
  const kept = earlier.lesions.slice(0, count);
  const before = new Set(earlier.lesions.map(({ id }) => id));
  const stayed = later.lesions.filter(({ id }) => kept.some((one) => one.id === id));
  const fresh = later.lesions.filter(({ id }) => !before.has(id)).slice(0, Math.ceil(count / 3));
  return {
    seed,
    earlier: { ...earlier, lesions: kept },
    later: { ...later, lesions: [...stayed, ...fresh] },
  };
}

interface Case {
  readonly who: 'nobody' | 'later' | 'both';
  readonly point: number;
  readonly whole?: number;
  readonly otherPerson?: boolean;
}

/** The pairs that one comparison gives; null where it is refused. */
function compared({ earlier, later }: Pair, { who, ...error }: Case, random: Random) {
  const [before, after] = [earlier.lesions, later.lesions];
  const shown = (face: Face, byHand: boolean) => ({
    ...SIZE,
    ...{ byHand, face: byHand ? placedByHand(face, SIZE, error, random) : face },
  });
  const result = registerFaces(shown(earlier.face, who === 'both'), shown(later.face, who !== 'nobody'));
  if (!result.ok) return null;
  const byHand = who !== 'nobody';
  const registration = byHand ? settleRegistration(before, after, result.registration) : result.registration;
  const found = matchLesions(before, after, registration);
  const isRefused =
    pairsLikeChance(before, after, registration, found) ||
    (byHand && leavePlacementOpen(before, after, found));
  return isRefused ? null : found;
}

function tell(name: string, count: number, one: Case) {
  let [right, wrong, missed, refused, all] = [0, 0, 0, 0, 0];
  const residuals: number[] = [];
  for (const [index, pair] of pairs.entries()) {
    for (let placing = 0; placing < (one.who === 'nobody' ? 1 : PLACINGS); placing += 1) {
      const other = pairs[(index + 1 + placing) % pairs.length] ?? pair;
      const strange = other.later.lesions.map((lesion) => ({ ...lesion, id: `other ${lesion.id}` }));
      const shown = one.otherPerson
        ? { ...pair, later: { face: other.later.face, lesions: strange.slice(0, count) } }
        : pair;
      const chosen = one.otherPerson
        ? { ...shown, earlier: { ...pair.earlier, lesions: pair.earlier.lesions.slice(0, count) } }
        : fewer(shown, count);
      all += 1;
      const found = compared(chosen, one, seededRandom(pair.seed * 7 + placing));
      if (!found) {
        refused += 1;
        continue;
      }
      const stayed = chosen.earlier.lesions.filter(({ id }) =>
        chosen.later.lesions.some((lesion) => lesion.id === id),
      );
      const good = found.filter(({ earlierId, laterId }) => earlierId === laterId).length;
      right += good;
      wrong += found.length - good;
      missed += stayed.length - good;
      const residual = medianDistance(found);
      if (residual !== null) residuals.push(residual);
    }
  }
  residuals.sort((a, b) => a - b);
  const f1 = (2 * right) / (2 * right + wrong + missed);
  const middle = residuals[Math.floor(residuals.length / 2)];
  process.stdout.write(
    `${name}: ${all} comparisons, ${refused} refused; right ${right}, wrong ${wrong}, missed ${missed}, ` +
      `F1 ${f1.toFixed(3)}; residual ${middle?.toFixed(3)}, at most ${residuals.at(-1)?.toFixed(3)}\n`,
  );
  return { f1, refused, all };
}

const CASES: readonly (readonly [string, Case])[] = [
  ['found', { who: 'nobody', point: 0 }],
  ...[0.01, 0.02, 0.03, 0.05].map((point) => [`later by hand, ${point}`, { who: 'later', point }] as const),
  ...[0.05, 0.1, 0.15, 0.2].map(
    (whole) => [`later by hand, 0.02, as a whole ${whole}`, { who: 'later', point: 0.02, whole }] as const,
  ),
  ...[0.01, 0.02, 0.03, 0.05].map((point) => [`both by hand, ${point}`, { who: 'both', point }] as const),
  ['another person, later by hand', { who: 'later', point: 0.02, otherPerson: true }],
];

it.each([
  ['all lesions', Infinity],
  ['eight lesions', 8],
  ['four lesions', 4],
] as const)('%s', (name, count) => {
  const told = new Map(CASES.map(([what, one]) => [what, tell(`${name}, ${what}`, count, one)]));
  for (const what of ['later by hand, 0.02', 'both by hand, 0.02'])
    expect(told.get(what)?.f1).toBeGreaterThan(0.95);
  const aside = told.get('later by hand, 0.02, as a whole 0.2');
  expect(aside?.refused).toBe(aside?.all);
});

it('covers eyes by a face that was placed by hand', () => {
  const faces = pairs.flatMap(({ earlier, later }) => [earlier.face, later.face]);
  const wholly = ([point, whole]: readonly [point: number, whole: number]): number => {
    let [all, hidden, eyesHidden] = [0, 0, 0];
    for (const [index, face] of faces.entries()) {
      for (let placing = 0; placing < 20; placing += 1) {
        const placed = placedByHand(face, SIZE, { point, whole }, seededRandom(100 * index + placing));
        const bar = eyeMask(placed, SIZE);
        const covered = eyesAndBrows(face, SIZE).map((at) => isInPolygon(at, bar));
        all += 1;
        hidden += Number(covered.every(Boolean));
        eyesHidden += Number(covered.slice(0, EYE_POINTS).every(Boolean));
      }
    }
    process.stdout.write(
      `eyes, ${point}, as a whole ${whole}: ${all} placings, eyes and brows covered ${hidden}, eyes ${eyesHidden}\n`,
    );
    return hidden / all;
  };
  const errors = [
    [0.01, 0],
    [0.02, 0],
    [0.03, 0],
    [0.05, 0],
    [0.02, 0.05],
    [0.02, 0.1],
  ] as const;
  const shares = errors.map(wholly);
  expect(shares.slice(0, 3)).toEqual([1, 1, 1]);
});
