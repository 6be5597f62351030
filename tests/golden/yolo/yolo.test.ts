import { concat, sigmoid, tensor, valueAndGrads, type Scalar, type Tensor } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { yoloAnchors } from '../../../src/main/engine/ml/detection/yolo-anchors';
import { assignObjects } from '../../../src/main/engine/ml/detection/yolo-assignment';
import { decodeBoxes, decodeYolo } from '../../../src/main/engine/ml/detection/yolo-decode';
import { readYoloDetections } from '../../../src/main/engine/ml/detection/yolo-detections';
import { yoloLoss } from '../../../src/main/engine/ml/losses/yolo-loss';
import { SIDE_BINS, YOLO_N, YOLO_S, yolov8 } from '../../../src/main/engine/ml/models/yolov8';
import { runCompiled, runEager, type Example, type Program } from '../../helpers/compiled-parity';
import { hashedUniform } from '../../helpers/hashed-weights';
import { YOLO_GOLDEN, type YoloScene } from './yolo-golden';

/** What fills the places of objects that are not there: a box and a class that would be found if it counted. */
const FILLING = { box: [4, 4, 36, 36], class: 1 };

function inputsOf(scene: YoloScene) {
  const anchors = yoloAnchors(scene.side, scene.side);
  const { name, classes, sharpness, mostObjects, pictures } = scene;
  const example = (shape: readonly number[], values: Float32Array) => ({ shape, values });
  const hashed = (kind: string, shape: readonly number[]) => {
    const count = shape.reduce((product, size) => product * size, 1);
    return example(shape, hashedUniform(`${name}/${kind}`, count, 0, sharpness));
  };
  const sides = hashed('sides', [pictures.length, anchors.count, 4, SIDE_BINS]);
  if (sharpness > 0) {
    sides.values.forEach((value, at) => {
      sides.values[at] = value - 0.15 * ((at % SIDE_BINS) - 2.5) ** 2;
    });
  }
  const filled = pictures.map((objects) =>
    Array.from({ length: mostObjects }, (_, index) => objects[index] ?? FILLING),
  );
  const mask = pictures.flatMap((objects) =>
    Array.from({ length: mostObjects }, (_, index) => Number(index < objects.length)),
  );
  const places = [pictures.length, mostObjects];
  return {
    anchors,
    examples: [
      sides,
      hashed('classes', [pictures.length, anchors.count, classes]),
      example([...places, 4], Float32Array.from(filled.flat().flatMap(({ box }) => box))),
      example(places, Float32Array.from(filled.flat().map((object) => object.class))),
      example(places, Float32Array.from(mask)),
    ],
  };
}

/** The maker's eight weighted sums of an array, and its norm. */
function expectGradient(values: readonly number[], name: string, golden: YoloScene['sideGradient']): void {
  const norm = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  expect(Math.abs(norm - golden.norm)).toBeLessThan(1e-5 * golden.norm + 1e-9);
  golden.sums.forEach((expected, index) => {
    const weights = hashedUniform(`${name}${index}`, values.length, 0, 1);
    const sum = values.reduce((total, value, at) => total + value * weights[at]!, 0);
    expect(Math.abs(sum - expected), `${name}${index}`).toBeLessThan(1e-5 * golden.norm + 1e-9);
  });
}

describe.each([
  ['compiled', runCompiled],
  ['tfjs-cpu', runEager],
] as const)('%s, as the plain implementation', (_, runOn) => {
  const run = async (program: Program, examples: readonly Example[]) =>
    (await runOn(program, examples)).map(({ values }) => values);

  describe.each(YOLO_GOLDEN.scenes)('scene $name', (scene) => {
    const { anchors, examples } = inputsOf(scene);

    it('assigns the same objects and targets', async () => {
      const [assigned = [], scores = [], boxes = []] = await run((...inputs) => {
        const [sides, classes, boxes, labels, mask] = inputs as [Tensor, Tensor, Tensor, Tensor, Tensor];
        const truth = { boxes, classes: labels, mask };
        const found = assignObjects(sigmoid(classes), decodeBoxes(sides, anchors), truth, anchors);
        return [found.assigned, found.scores, found.boxes];
      }, examples);
      scene.pictures.forEach((objects, picture) => {
        const golden = new Map(
          scene.assigned[picture]!.map(([anchor, object, score]) => [anchor, { object, score }]),
        );
        for (let anchor = 0; anchor < anchors.count; anchor += 1) {
          const expected = golden.get(anchor);
          for (let object = 0; object < scene.mostObjects; object += 1) {
            const at = (picture * scene.mostObjects + object) * anchors.count + anchor;
            expect(assigned[at], `${picture}, ${object}, ${anchor}`).toBe(
              Number(object === expected?.object),
            );
          }
          const place = picture * anchors.count + anchor;
          const marked = expected && objects[expected.object]!;
          expect(boxes.slice(4 * place, 4 * place + 4)).toEqual(marked?.box ?? [0, 0, 0, 0]);
          for (let label = 0; label < scene.classes; label += 1) {
            const score = label === marked?.class ? expected!.score : 0;
            expect(scores[place * scene.classes + label]).toBeCloseTo(score, 5);
          }
        }
      });
    });

    it('has the same losses and gradients', async () => {
      const names: string[] = [];
      const [sideGradient = [], classGradient = [], ...losses] = await run((...inputs) => {
        const [sides, classes, boxes, labels, mask] = inputs as [Tensor, Tensor, Tensor, Tensor, Tensor];
        const truth = { boxes, classes: labels, mask };
        const whole = (...given: Tensor[]): Scalar =>
          yoloLoss({ sides: given[0]!, classes: given[1]! }, truth, anchors).total;
        const { grads } = valueAndGrads(whole)([sides, classes]);
        const terms = Object.entries(yoloLoss({ sides, classes }, truth, anchors));
        names.splice(0, names.length, ...terms.map(([name]) => name));
        return [...grads, ...terms.map(([, loss]) => loss as Scalar)];
      }, examples);
      for (const [name, expected] of Object.entries(scene.losses)) {
        const [loss = NaN] = losses[names.indexOf(name)] ?? [];
        expect(Math.abs(loss - expected), name).toBeLessThan(1e-5 * Math.abs(expected) + 1e-9);
      }
      expectGradient(sideGradient, 'sides', scene.sideGradient);
      expectGradient(classGradient, 'classes', scene.classGradient);
    });

    it('decodes the same boxes and keeps the same detections', async () => {
      const [values = []] = await run(
        (...inputs) => {
          const [sides, classes] = inputs as [Tensor, Tensor];
          return [concat([decodeBoxes(sides, anchors), sigmoid(classes)], 2)];
        },
        examples.slice(0, 2),
      );
      const width = 4 + scene.classes;
      const first = values.slice(0, anchors.count * width);
      scene.boxes.forEach((box, index) => {
        box.forEach((value, side) => expect(first[5 * index * width + side]).toBeCloseTo(value, 3));
      });
      for (const suppression of ['class-wise', 'agnostic'] as const) {
        const kept = readYoloDetections(Float32Array.from(first), scene.classes, {
          minScore: 0.6,
          overlap: 0.5,
          suppression,
        });
        const golden = scene.detections[suppression];
        expect(kept.map(({ classIndex }) => classIndex)).toEqual(golden.map(([, label]) => label));
        kept.forEach(({ score, box }, index) => {
          const [anchor = 0, , expected = 0] = golden[index]!;
          expect(score).toBeCloseTo(expected, 5);
          expect(box.x).toBeCloseTo(first[anchor * width]!, 3);
          expect(box.y).toBeCloseTo(first[anchor * width + 1]!, 3);
        });
      }
    });
  });
});

/** Ranges of the maker's weights. */
function weightOf(name: string, shape: readonly number[]): Float32Array {
  const count = shape.reduce((product, size) => product * size, 1);
  const kind = name.slice(name.lastIndexOf('/') + 1);
  if (kind === 'filter') {
    const fanIn = shape.slice(0, 3).reduce((product, size) => product * size, 1);
    return hashedUniform(name, count, 0, Math.sqrt(6 / fanIn));
  }
  const ranges: Readonly<Record<string, readonly [number, number]>> = {
    scale: [1, 0.2],
    offset: [0, 0.2],
    mean: [0, 0.2],
    variance: [1, 0.4],
    bias: [0, 0.5],
  };
  const [centre, spread] = ranges[kind]!;
  return hashedUniform(name, count, centre, spread);
}

it.each(YOLO_GOLDEN.networks)('YOLOv8-$name finds the boxes and scores of PyTorch', async (network) => {
  const { name, side, classes } = network;
  const planes = hashedUniform('picture', 3 * side * side, 0.5, 0.5);
  const values = Float32Array.from(planes, (_, at) => planes[(at % 3) * side * side + Math.floor(at / 3)]!);
  const [output] = await runCompiled(
    (x) => {
      const parameter = (spec: { readonly name: string; readonly shape: readonly number[] }) =>
        tensor(weightOf(spec.name, spec.shape), [...spec.shape]);
      const context = { training: false, parameter, updateStatistic: () => undefined };
      const levels = yolov8(context, x!, name === 'n' ? YOLO_N : YOLO_S, classes);
      return [decodeYolo(levels, yoloAnchors(side, side))];
    },
    [{ shape: [1, side, side, 3], values }],
  );
  const found = output?.values ?? [];
  const expected = network.boxes.flatMap((box, anchor) => [...box, ...network.scores[anchor]!]);
  expect(found.length).toBe(expected.length);
  found.forEach((value, at) => {
    const isBox = at % (4 + classes) < 4;
    expect(Math.abs(value - expected[at]!), `${at}`).toBeLessThan(isBox ? 0.01 : 1e-4);
  });
});
