import { describe, expect, it } from 'vitest';
import { LESION_TYPES } from '../../../../shared/clinical/lesion';
import { STATED_COUNT_KEYS } from '../../../../shared/clinical/stated-type';
import { TYPE_MARKS } from '../../../../shared/clinical/type-marks';
import { markColour, PREDICTION_COLOUR, REFERENCE_COLOUR, TYPE_ORDER, TYPE_STYLES } from './mark-style';

type Triple = readonly [number, number, number];

/** Dichromats' vision on linear sRGB, severity 1: Machado, Oliveira & Fernandes 2009. */
const VISIONS: Readonly<Record<string, readonly [Triple, Triple, Triple]>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const linear = (hex: string): Triple => {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
};

const times = (rows: readonly [Triple, Triple, Triple], v: Triple): Triple => {
  const [a, b, c] = rows.map((row) => row[0] * v[0] + row[1] * v[1] + row[2] * v[2]);
  return [a ?? 0, b ?? 0, c ?? 0].map((x) => Math.min(1, Math.max(0, x))) as unknown as Triple;
};

/** Oklab, Ottosson 2020: distances in it follow seen difference. */
function oklab(v: Triple): Triple {
  const [l, m, s] = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    v,
  ).map(Math.cbrt) as unknown as Triple;
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

const distance = (a: string, b: string, vision: readonly [Triple, Triple, Triple]): number => {
  const p = oklab(times(vision, linear(a)));
  const q = oklab(times(vision, linear(b)));
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
};

describe.each(Object.entries(VISIONS))('seen with %s', (_name, vision) => {
  it('no two types look alike', () => {
    for (const a of STATED_COUNT_KEYS)
      for (const b of STATED_COUNT_KEYS)
        if (a < b)
          expect(
            distance(TYPE_MARKS[a].colour, TYPE_MARKS[b].colour, vision),
            `${a} and ${b}`,
          ).toBeGreaterThan(0.1);
  });

  it('labels and predictions do not look alike', () => {
    expect(distance(REFERENCE_COLOUR, PREDICTION_COLOUR, vision)).toBeGreaterThan(0.2);
  });
});

it('types differ in letters and in stroke too', () => {
  const marks = STATED_COUNT_KEYS.map((key) => TYPE_MARKS[key]);
  expect(new Set(marks.map(({ dash, double }) => `${dash.join()} ${double}`)).size).toBe(marks.length);
  expect(new Set(marks.map(({ letters }) => letters)).size).toBe(marks.length);
});

it('every type has its row', () => {
  expect([...TYPE_ORDER].sort()).toEqual([...LESION_TYPES].sort());
});

it('comparing gives colour to the kind, not to the type', () => {
  expect(markColour({ kind: 'lesion', type: 'nodule' }, true)).toBe(PREDICTION_COLOUR);
  expect(markColour({ kind: 'lesion', type: 'nodule' }, false)).toBe(TYPE_STYLES.nodule.colour);
  expect(markColour({ kind: 'reference', type: 'nodule' }, true)).toBe(REFERENCE_COLOUR);
});
