import { expect, it } from 'vitest';
import { LESION_TYPES } from '../../../shared/clinical/lesion';
import { seededRandom } from '../../../shared/random';
import { planPhoto } from './photo-plan';
import { renderPhoto } from './render-photo';

const plans = Array.from({ length: 400 }, (_, index) => planPhoto(seededRandom(index)));

it('plans each type on about half of the photos, whatever the other types', () => {
  for (const type of LESION_TYPES) {
    const showing = plans.filter(({ counts }) => counts[type] > 0);
    expect(showing.length / plans.length).toBeGreaterThan(0.47);
    expect(showing.length / plans.length).toBeLessThan(0.63);
    for (const other of LESION_TYPES.filter((one) => one !== type)) {
      const both = showing.filter(({ counts }) => counts[other] > 0).length / showing.length;
      expect(Math.abs(both - 0.55), `${other} beside ${type}`).toBeLessThan(0.12);
    }
  }
  expect(new Set(plans.map(({ tone }) => tone)).size).toBe(6);
});

it('labels what can be seen, in the picture', () => {
  for (const plan of plans.slice(0, 6)) {
    const { image, labels } = renderPhoto(plan, 96);
    expect([image.width, image.height, image.data.length]).toEqual([96, 96, 96 * 96 * 3]);
    const total = LESION_TYPES.reduce((sum, type) => sum + plan.counts[type], 0);
    expect(labels.length).toBeLessThanOrEqual(total);
    for (const { box, label } of labels) {
      expect(plan.counts[label]).toBeGreaterThan(0);
      expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
      expect(Math.max(box.x + box.width, box.y + box.height)).toBeLessThanOrEqual(96.05);
      expect(Math.min(box.width, box.height)).toBeGreaterThan(0);
    }
  }
});

it('paints lesions where the labels say', () => {
  const plan = {
    ...plans[0]!,
    zoom: 1,
    counts: { comedone: 0, nodule: 3, papule: 0, pustule: 0 },
    lookAlikes: 0,
  };
  const clear = renderPhoto({ ...plan, counts: { ...plan.counts, nodule: 0 } }, 128);
  const marked = renderPhoto(plan, 128);
  expect(marked.labels).toHaveLength(3);
  for (const { box } of marked.labels) {
    const at = (Math.round(box.y + box.height / 2) * 128 + Math.round(box.x + box.width / 2)) * 3;
    const change = [0, 1, 2].map((channel) =>
      Math.abs(marked.image.data[at + channel]! - clear.image.data[at + channel]!),
    );
    expect(Math.max(...change)).toBeGreaterThan(12);
  }
});

it('makes large lesions smaller until they fit the face', () => {
  const crowded = {
    ...plans[0]!,
    zoom: 1,
    lesionScale: 5,
    counts: { comedone: 20, nodule: 4, papule: 12, pustule: 10 },
  };
  expect(renderPhoto(crowded, 96).labels.length).toBeGreaterThan(40);
});
