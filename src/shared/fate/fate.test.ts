import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFace } from '../face/test-face';
import { assignPairs } from './assign';
import { countFates, fatesOf } from './lesion-fates';
import { matchLesions, type FateLesion } from './match-lesions';
import { applySimilarity, registerFaces, similarity, type Registration } from './register';
import { thinPlateSpline } from './spline';

const box = (x: number, y: number, side = 10) => ({
  x: x - side / 2,
  y: y - side / 2,
  width: side,
  height: side,
});
const lesion = (id: string, x: number, y: number, more: Partial<FateLesion> = {}): FateLesion => ({
  ...{ id, type: 'papule', box: box(x, y) },
  ...more,
});
const still: Registration = {
  ...{ toEarlier: (point) => point, similarity: { a: 1, b: 0, x: 0, y: 0 }, unit: 400, poseDifference: 0 },
};
/** The same two photos, but the later one with so many times the pixels along each side. */
const laterScaledBy = (by: number): Registration => ({
  ...still,
  toEarlier: ({ x, y }) => ({ x: x / by, y: y / by }),
  similarity: { a: 1 / by, b: 0, x: 0, y: 0 },
});
const scaled = ({ box: { x, y, width, height }, ...rest }: FateLesion, by: number): FateLesion => ({
  ...{ ...rest, box: { x: x * by, y: y * by, width: width * by, height: height * by } },
});
const pairsOf = (...args: Parameters<typeof matchLesions>) =>
  matchLesions(...args).map(({ earlierId, laterId }) => earlierId + laterId);

describe('assignment', () => {
  it('prefers the least total, and being alone to a bad pair', () => {
    expect(
      assignPairs(
        [
          [1, 2],
          [2, 9],
        ],
        10,
      ),
    ).toEqual([1, 0]);
    expect(
      assignPairs(
        [
          [1, 2],
          [2, 9],
        ],
        0.9,
      ),
    ).toEqual([0, null]);
    expect(assignPairs([[Infinity]], 10)).toEqual([null]);
    expect(assignPairs([], 1)).toEqual([]);
    expect(assignPairs([[], []], 1)).toEqual([null, null]);
  });

  it('is as cheap as the cheapest of all assignments', () => {
    const all = (rows: number, free: readonly number[]): readonly (readonly (number | null)[])[] =>
      rows === 0
        ? [[]]
        : [null, ...free].flatMap((column) =>
            all(rows - 1, column === null ? free : free.filter((other) => other !== column)).map((rest) => [
              column,
              ...rest,
            ]),
          );
    const cost = (
      costs: readonly (readonly number[])[],
      partners: readonly (number | null)[],
      alone: number,
    ) => {
      const paired = partners.filter((column) => column !== null).length;
      const pairs = partners.reduce<number>(
        (sum, column, row) => sum + (column === null ? 0 : costs[row]![column]!),
        0,
      );
      return pairs + alone * (partners.length - paired + ((costs[0]?.length ?? 0) - paired));
    };
    const matrix = fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
      .chain(([rows, columns]) =>
        fc.array(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: columns, maxLength: columns }), {
          ...{ minLength: rows, maxLength: rows },
        }),
      );
    fc.assert(
      fc.property(matrix, fc.integer({ min: 1, max: 12 }), (costs, alone) => {
        const columns = [...costs[0]!.keys()];
        const best = Math.min(...all(costs.length, columns).map((partners) => cost(costs, partners, alone)));
        expect(cost(costs, assignPairs(costs, alone), alone)).toBeCloseTo(best, 9);
      }),
    );
  });
});

describe('registration', () => {
  it('finds the similarity that was applied', () => {
    const from = [
      { x: 0, y: 0 },
      { x: 10, y: 0 },
      { x: 3, y: 7 },
    ];
    const wanted = { a: 1.2, b: -0.5, x: 30, y: -4 };
    const found = similarity(
      from,
      from.map((point) => applySimilarity(wanted, point)),
    );
    for (const key of ['a', 'b', 'x', 'y'] as const) expect(found[key]).toBeCloseTo(wanted[key], 9);
  });

  it('goes through every point without smoothing, and is straight where they are', () => {
    const from = [
      { x: 0, y: 0 },
      { x: 1, y: 0 },
      { x: 0, y: 1 },
      { x: 1, y: 1 },
      { x: 0.4, y: 0.6 },
    ];
    const bent = from.map(({ x, y }) => ({ x: x + 0.1 * x * y, y: y - 0.2 * x * x }));
    const spline = thinPlateSpline(from, bent, 0)!;
    from.forEach((point, index) => {
      expect(spline(point).x).toBeCloseTo(bent[index]!.x, 9);
      expect(spline(point).y).toBeCloseTo(bent[index]!.y, 9);
    });
    const shifted = thinPlateSpline(
      from,
      from.map(({ x, y }) => ({ x: x + 5, y: 2 * y })),
      0,
    )!;
    expect(shifted({ x: 9, y: 7 }).x).toBeCloseTo(14, 6);
    expect(shifted({ x: 9, y: 7 }).y).toBeCloseTo(14, 6);
    expect(thinPlateSpline(from.slice(0, 2), bent.slice(0, 2), 0)).toBeNull();
    const line = [0, 1, 2].map((x) => ({ x, y: x }));
    expect(thinPlateSpline(line, line, 0)).toBeNull();
  });

  it('follows a face that bends, and says how much it did', () => {
    const face = testFace();
    const bend = ({ x, y }: { readonly x: number; readonly y: number }) => ({
      x: x + 0.02 * y * y,
      y: y + 0.01 * x,
    });
    const size = { width: 800, height: 800 };
    const result = registerFaces(
      { ...size, face },
      { ...size, face: { confidence: 1, landmarks: face.landmarks.map(bend) } },
    );
    if (!result.ok) throw new Error(result.refusal);
    const { toEarlier, poseDifference } = result.registration;
    expect(poseDifference).toBeGreaterThan(0.001);
    for (const [x, y] of [
      [0.4, 0.5],
      [0.6, 0.7],
      [0.5, 0.4],
    ] as const) {
      const there = bend({ x, y });
      const back = toEarlier({ x: there.x * 800, y: there.y * 800 });
      expect(Math.hypot(back.x - x * 800, back.y - y * 800)).toBeLessThan(2);
    }
  });
});

describe('matching', () => {
  it('pairs one to one within a gate that grows with the lesions', () => {
    expect(
      pairsOf(
        [lesion('a', 100, 100), lesion('b', 300, 100)],
        [lesion('x', 110, 100), lesion('y', 340, 100)],
        still,
      ),
    ).toEqual(['ax']);
    const large = { box: box(300, 100, 40) };
    expect(
      pairsOf([lesion('b', 0, 0, large)], [lesion('y', 0, 0, { box: box(340, 100, 40) })], still),
    ).toEqual(['by']);
  });

  it('takes a type that differs for less likely, not for impossible', () => {
    const later = [lesion('x', 108, 100, { type: 'pustule' }), lesion('y', 92, 100)];
    expect(pairsOf([lesion('a', 100, 100)], later, still)).toEqual(['ay']);
    expect(pairsOf([lesion('a', 100, 100)], later.slice(0, 1), still)).toEqual(['ax']);
  });

  it('learns from the pairs around how the skin moved', () => {
    const grid = Array.from({ length: 25 }, (_, index) => ({
      x: (index % 5) * 60,
      y: Math.floor(index / 5) * 60,
    }));
    const earlier = grid.map(({ x, y }, index) => lesion(`${index}`, x, y));
    // All have moved by half a gate; two of them stand close together and would swap partners.
    const close = [...earlier, lesion('p', 130, 130), lesion('q', 158, 130)];
    const later = close.map(({ id, box: { x, y } }) => lesion(id, x + 5 + 16, y + 5));
    expect(pairsOf(close, later, still)).toEqual(close.map(({ id }) => id + id));
  });

  it('obeys what the clinician said', () => {
    const [earlier, later] = [
      [lesion('a', 0, 0), lesion('b', 300, 0)],
      [lesion('x', 0, 0), lesion('y', 90, 0)],
    ];
    const said = (laterId: string, same: boolean) => ({ earlierId: 'a', laterId, same });
    expect(pairsOf(earlier, later, still, [said('x', false)])).toEqual([]);
    expect(pairsOf(earlier, later, still, [said('y', true)])).toEqual(['ay']);
  });

  it('leaves the pairs around a link by hand from afar as they were', () => {
    // Four lesions that stayed, at the edge of what may move, and two that a clinician links across half a face.
    const stayed = [0, 20, 40, 60].map((x) => [lesion(`e${x}`, x, 0), lesion(`l${x}`, x, 6)] as const);
    const earlier = [...stayed.map(([a]) => a), lesion('far-e', 30, 30)];
    const later = [...stayed.map(([, b]) => b), lesion('far-l', 230, 30)];
    const linked = matchLesions(earlier, later, still, [
      { earlierId: 'far-e', laterId: 'far-l', same: true },
    ]);
    const alone = matchLesions(
      stayed.map(([a]) => a),
      stayed.map(([, b]) => b),
      still,
    );
    expect(linked).toContainEqual(expect.objectContaining({ earlierId: 'far-e', laterId: 'far-l' }));
    expect(linked.filter(({ earlierId }) => earlierId !== 'far-e')).toEqual(alone);
  });

  it('compares sizes on the earlier photo, however many pixels the later one has', () => {
    const finer = laterScaledBy(4);
    // One went, another came beyond the gate (35 pixels for this size); 40 pixels would widen the gate and join them.
    const [went, came] = [lesion('a', 100, 100), scaled(lesion('x', 138, 100), 4)];
    expect(pairsOf([went], [came], finer)).toEqual([]);
    // The same lesion, moved by 0.9 of the gate.
    const coarser = laterScaledBy(0.25);
    expect(pairsOf([went], [scaled(lesion('x', 131.5, 100), 0.25)], coarser)).toEqual(['ax']);
  });

  it('gives the same pairs at every resolution of the later photo', () => {
    const some = fc.array(
      fc.record({
        ...{ x: fc.integer({ min: 0, max: 200 }), y: fc.integer({ min: 0, max: 200 }) },
        side: fc.integer({ min: 4, max: 60 }),
      }),
      { maxLength: 8 },
    );
    const named = (name: string, lesions: readonly { x: number; y: number; side: number }[]) =>
      lesions.map(({ x, y, side }, index) => lesion(`${name}${index}`, x, y, { box: box(x, y, side) }));
    fc.assert(
      // Powers of two, so that rounding decides nothing.
      fc.property(some, some, fc.constantFrom(0.25, 0.5, 2, 4), (before, after, by) => {
        const [earlier, later] = [named('a', before), named('b', after)];
        expect(
          matchLesions(
            earlier,
            later.map((one) => scaled(one, by)),
            laterScaledBy(by),
          ),
        ).toEqual(matchLesions(earlier, later, still));
      }),
    );
  });

  it('never uses a lesion twice', () => {
    const some = fc.array(fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 200 })), {
      maxLength: 10,
    });
    fc.assert(
      fc.property(some, some, (a, b) => {
        const pairs = matchLesions(
          a.map(([x, y], index) => lesion(`a${index}`, x, y)),
          b.map(([x, y], index) => lesion(`b${index}`, x, y)),
          still,
        );
        expect(new Set(pairs.map(({ earlierId }) => earlierId)).size).toBe(pairs.length);
        expect(new Set(pairs.map(({ laterId }) => laterId)).size).toBe(pairs.length);
      }),
    );
  });
});

it('names each fate once', () => {
  const earlier = [
    lesion('a', 0, 0),
    lesion('b', 0, 0, { type: 'comedone' }),
    lesion('c', 0, 0),
    lesion('u', 0, 0, { type: null }),
  ];
  const later = [lesion('x', 0, 0), lesion('y', 0, 0), lesion('z', 0, 0), lesion('v', 0, 0)];
  const pair = (earlierId: string, laterId: string) => ({ earlierId, laterId, distance: 0 });
  const fates = fatesOf(earlier, later, [pair('a', 'x'), pair('b', 'y'), pair('u', 'v')]);
  expect(fates.map(({ fate }) => fate)).toEqual([
    'persistent',
    'changed-type',
    'resolved',
    'persistent',
    'new',
  ]);
  expect(countFates(fates)).toEqual({
    new: 1,
    persistent: 2,
    resolved: 1,
    'changed-type': 1,
    'out-of-view': 0,
  });
  expect(fatesOf(earlier, later, [pair('a', 'x')], new Set(['a', 'c', 'z'])).map(({ fate }) => fate)).toEqual(
    [...['persistent', 'resolved', 'out-of-view', 'resolved'], ...['new', 'out-of-view', 'new']],
  );
});

it.each([
  ['inflammatory', 'papule', 'persistent'],
  ['pustule', 'inflammatory', 'persistent'],
  ['inflammatory', null, 'persistent'],
  ['comedone', 'inflammatory', 'changed-type'],
  ['papule', 'pustule', 'changed-type'],
] as const)('%s, then %s is %s: what is open is no change', (before, after, fate) => {
  const [earlier, later] = [[lesion('a', 0, 0, { type: before })], [lesion('b', 0, 0, { type: after })]];
  const pairs = [{ earlierId: 'a', laterId: 'b', distance: 0 }];
  expect(fatesOf(earlier, later, pairs)).toEqual([{ fate, earlierId: 'a', laterId: 'b' }]);
});
