import { describe, expect, it } from 'vitest';
import { countLesions } from '../clinical/lesion';
import { luma, type Rgb } from './colour';
import { LESION_RADII } from './lesion-sizes';
import { MARK_REACH } from './paint-mark';
import { renderPhantom, type Phantom } from './render-phantom';
import { SKIN_TONES } from './skin-tone';

const counts = { comedone: 9, papule: 6, pustule: 5, nodule: 2 };
const scene = { width: 320, height: 400, seed: 4, counts, lookAlikes: 5 } as const;

function colourAt({ image }: Phantom, x: number, y: number): Rgb {
  const at = (Math.round(y) * image.width + Math.round(x)) * 3;
  return [image.data[at]!, image.data[at + 1]!, image.data[at + 2]!];
}

const same = (a: Phantom, b: Phantom): boolean =>
  a.image.data.every((value, at) => value === b.image.data[at]);

describe('renderPhantom', () => {
  it('gives the same pixels and places for the same seed and others for another', () => {
    const [phantom, again] = [renderPhantom(scene), renderPhantom(scene)];
    expect(same(phantom, again)).toBe(true);
    expect(again.lesions).toEqual(phantom.lesions);
    expect(again.lookAlikes).toEqual(phantom.lookAlikes);
    expect(same(phantom, renderPhantom({ ...scene, seed: 5 }))).toBe(false);
  });

  it('paints as many lesions and look-alikes as asked', () => {
    const phantom = renderPhantom(scene);
    expect(countLesions(phantom.lesions)).toEqual(counts);
    expect(phantom.lookAlikes).toHaveLength(5);
    const one = renderPhantom({ ...scene, counts: { pustule: 1 }, lookAlikes: 0 });
    expect(countLesions(one.lesions)).toEqual({ comedone: 0, nodule: 0, papule: 0, pustule: 1 });
    expect(one.lookAlikes).toEqual([]);
  });

  it('draws a moderate acne where no counts are given, another for each seed', () => {
    const totals = [1, 2, 3, 4, 5, 6].map(
      (seed) => renderPhantom({ width: 128, height: 128, seed }).lesions.length,
    );
    expect(Math.min(...totals)).toBeGreaterThanOrEqual(15);
    expect(new Set(totals).size).toBeGreaterThan(1);
  });

  it('scales the sizes of lesions with the shorter side, in boxes around them', () => {
    for (const { type, x, y, radius, box } of renderPhantom(scene).lesions) {
      const [least, most] = LESION_RADII[type];
      expect(radius).toBeGreaterThanOrEqual((least * 320) / 1024);
      expect(radius).toBeLessThanOrEqual((most * 320) / 1024);
      const [left, top] = [x + 0.5 - radius, y + 0.5 - radius];
      expect(box).toEqual({ x: left, y: top, width: 2 * radius, height: 2 * radius });
    }
  });

  it('enlarges lesions, not look-alikes, by the factor asked for', () => {
    const [plain, large] = [renderPhantom(scene), renderPhantom({ ...scene, lesionScale: 1.5 })];
    large.lesions.forEach(({ radius }, index) =>
      expect(radius).toBeCloseTo(1.5 * plain.lesions[index]!.radius, 9),
    );
    expect(large.lookAlikes.map(({ radius }) => radius)).toEqual(
      plain.lookAlikes.map(({ radius }) => radius),
    );
  });

  it.each([1, 2, 3])('keeps marks in the picture, apart and on open skin (seed %i)', (seed) => {
    const options = { ...scene, seed, tone: 3 } as const;
    const phantom = renderPhantom(options);
    const clear = renderPhantom({ ...options, counts: {}, lookAlikes: 0 });
    const marks = [...phantom.lesions, ...phantom.lookAlikes];
    marks.forEach((mark, index) => {
      expect(mark.box.x).toBeGreaterThanOrEqual(0);
      expect(mark.box.y).toBeGreaterThanOrEqual(0);
      expect(mark.box.x + mark.box.width).toBeLessThanOrEqual(320);
      expect(mark.box.y + mark.box.height).toBeLessThanOrEqual(400);
      for (const other of marks.slice(index + 1)) {
        expect(Math.hypot(mark.x - other.x, mark.y - other.y)).toBeGreaterThan(mark.radius + other.radius);
      }
      const [r, g, b] = colourAt(clear, mark.x, mark.y);
      expect(r).toBeGreaterThan(1.1 * g);
      expect(g).toBeGreaterThan(b);
      expect(luma([r, g, b])).toBeGreaterThan(70);
    });
  });

  it('changes the clear face nowhere but within the reach of its marks', () => {
    const phantom = renderPhantom(scene);
    const clear = renderPhantom({ ...scene, counts: {}, lookAlikes: 0 });
    const marks = [...phantom.lesions, ...phantom.lookAlikes];
    const reached = new Set<number>();
    for (let pixel = 0; pixel < 320 * 400; pixel += 1) {
      const isChanged = [0, 1, 2].some(
        (channel) => phantom.image.data[pixel * 3 + channel] !== clear.image.data[pixel * 3 + channel],
      );
      if (!isChanged) continue;
      const [x, y] = [pixel % 320, Math.floor(pixel / 320)];
      reached.add(marks.findIndex((mark) => Math.hypot(mark.x - x, mark.y - y) < MARK_REACH * mark.radius));
    }
    expect(reached.has(-1)).toBe(false);
    expect(reached.size).toBe(marks.length);
  });

  it('makes each skin type darker than the one before', () => {
    const lumas = SKIN_TONES.map((tone) =>
      luma(colourAt(renderPhantom({ ...scene, tone, counts: {}, lookAlikes: 0 }), 200, 250)),
    );
    expect(lumas).toEqual([...lumas].sort((a, b) => b - a));
  });

  it('shows the background asked for in the corners', () => {
    const phantom = renderPhantom({ ...scene, background: [20, 60, 200] });
    const [r, g, b] = colourAt(phantom, 2, 390);
    expect(b).toBeGreaterThan(150);
    expect(Math.max(r, g)).toBeLessThan(90);
  });

  it.each([
    ['a picture too small', { ...scene, width: 63 }],
    ['a side of no whole pixels', { ...scene, height: 300.5 }],
    ['a negative count', { ...scene, counts: { papule: -1 } }],
    ['a factor of nothing', { ...scene, lesionScale: 0 }],
    ['half a look-alike', { ...scene, lookAlikes: 0.5 }],
    ['more than fits', { ...scene, counts: { nodule: 400 } }],
  ])('refuses %s', (_, options) => {
    expect(() => renderPhantom(options)).toThrow(RangeError);
  });
});
