import '@tensorflow/tfjs-backend-cpu';
import { setBackend, tensor, zeros } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { yoloAnchors } from '../detection/yolo-anchors';
import { SIDE_BINS } from '../models/yolov8';
import { yoloLoss, yoloLossSums } from './yolo-loss';

const anchors = yoloAnchors(32, 32);
const outputs = () => ({
  sides: zeros([1, anchors.count, 4, SIDE_BINS]),
  classes: zeros([1, anchors.count, 2]),
});
/** One object of the second class over the whole picture. */
const truth = () => ({
  boxes: tensor([0, 0, 32, 32, 0, 0, 0, 0], [1, 2, 4]),
  classes: tensor([1, 0], [1, 2]),
  mask: tensor([1, 0], [1, 2]),
});

beforeAll(async () => {
  await setBackend('cpu');
});

it('weighs finding objects of a class by its weight, and not finding any by 1', () => {
  const plain = yoloLossSums(outputs(), truth(), anchors);
  const same = yoloLossSums(outputs(), truth(), anchors, [1, 1]);
  const heavy = yoloLossSums(outputs(), truth(), anchors, [1, 3]);
  const other = yoloLossSums(outputs(), truth(), anchors, [3, 1]);
  const value = (sums: typeof plain) => sums.class.dataSync()[0] ?? NaN;
  const scores = plain.scores.dataSync()[0] ?? NaN;
  expect(scores).toBeGreaterThan(0);
  // Logits of 0: an answer of one half, which costs ln 2 either way.
  expect(value(plain)).toBeCloseTo(2 * anchors.count * Math.LN2, 4);
  expect(value(same)).toBeCloseTo(value(plain), 5);
  expect(value(other)).toBeCloseTo(value(plain), 5);
  expect(value(heavy) - value(plain)).toBeCloseTo(2 * scores * Math.LN2, 4);
  expect(heavy.box.dataSync()).toEqual(plain.box.dataSync());
});

it('divides the sums by the target scores, at least 1', () => {
  const sums = yoloLossSums(outputs(), truth(), anchors);
  const { total, box, class: type, distribution } = yoloLoss(outputs(), truth(), anchors);
  const [scores = NaN] = sums.scores.dataSync();
  expect(box.dataSync()[0]).toBeCloseTo((sums.box.dataSync()[0] ?? NaN) / Math.max(1, scores), 5);
  const [b = NaN, c = NaN, d = NaN] = [box, type, distribution].map((term) => term.dataSync()[0]);
  expect(total.dataSync()[0]).toBeCloseTo(7.5 * b + 0.5 * c + 1.5 * d, 4);
});
