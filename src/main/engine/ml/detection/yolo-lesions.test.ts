import { expect, it } from 'vitest';
import { yoloLesions } from './yolo-lesions';

const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

it('cuts boxes to the photo and leaves out what lies outside', () => {
  const found = (at: ReturnType<typeof box>) => ({
    box: at,
    classIndex: 1,
    score: 0.6,
    classScores: [0.2, 0.6],
  });
  const lesions = yoloLesions(
    [
      found(box(0.25, 0.5, 0.125, 0.25)),
      found(box(-0.125, 0.9375, 0.25, 0.125)),
      found(box(1.1, 0.1, 0.1, 0.1)),
    ],
    ['pustule', 'nodule'],
  );
  expect(lesions.map((lesion) => lesion.box)).toEqual([
    box(0.25, 0.5, 0.125, 0.25),
    box(0, 0.9375, 0.125, 0.0625),
  ]);
  expect(lesions[0]).toMatchObject({ type: 'nodule', score: 0.6 });
});

it('makes shares of types out of the scores of the classes that the network knows', () => {
  const [lesion] = yoloLesions(
    [{ box: box(0, 0, 0.5, 0.5), classIndex: 1, score: 0.6, classScores: [0.2, 0.6] }],
    ['pustule', 'nodule'],
  );
  const { comedone, nodule, papule, pustule } = lesion!.typeScores;
  expect([comedone, papule]).toEqual([0, 0]);
  expect(nodule).toBeCloseTo(0.75);
  expect(pustule).toBeCloseTo(0.25);
});
