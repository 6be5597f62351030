import { describe, expect, it } from 'vitest';
import { calledFunction, modelPlace } from './call-stack';

const SOURCES = `Error: no such kernel
    at Engine.runKernel (/home/me/tfjs-work/macule/node_modules/@tensorflow/tfjs-core/src/engine.ts:500:11)
    at acosh_ (/home/me/tfjs-work/macule/node_modules/@tensorflow/tfjs-core/src/ops/acosh.ts:38:17)
    at acosh__op (/home/me/tfjs-work/macule/node_modules/@tensorflow/tfjs-core/src/ops/operation.ts:49:22)
    at neck (/home/me/tfjs-work/macule/src/main/engine/ml/models/detector.ts:42:10)
    at record (/home/me/tfjs-work/macule/src/main/engine/compiler/record.ts:80:21)`;

const BUNDLE = `Error
    at readError (file:///opt/Macule/out/main/chunks/compiler-BZbdbC3U.js:12:34)
    at Engine.readSync (file:///opt/Macule/out/main/chunks/tensorflow-C1I3wEg2.js:1:2)
    at Tensor.dataSync (file:///opt/Macule/out/main/chunks/tensorflow-C1I3wEg2.js:9000:2)
    at lossOf (file:///opt/Macule/out/main/chunks/open-engine-fKJikWg0.js:321:2)`;

const WINDOWS = `Error
    at Tensor.arraySync (C:\\macule\\node_modules\\@tensorflow\\tfjs-core\\dist\\tensor.js:1:2)
    at C:\\macule\\src\\main\\engine\\ml\\models\\detector.ts:7:3`;

describe('modelPlace', () => {
  it('is the first line outside TensorFlow.js and the compiler', () => {
    expect(modelPlace(SOURCES)).toBe('neck (ml/models/detector.ts:42)');
  });
  it('is found in a bundle by its chunks', () => {
    expect(modelPlace(BUNDLE)).toBe('lossOf (main/chunks/open-engine-fKJikWg0.js:321)');
  });
  it('is found outside any function and in paths of Windows', () => {
    expect(modelPlace(WINDOWS)).toBe('ml/models/detector.ts:7');
  });
  it('is unknown where there is no stack', () => {
    expect(modelPlace('')).toBeNull();
  });
});

it('calledFunction is what model code called', () => {
  expect([SOURCES, BUNDLE, WINDOWS, ''].map(calledFunction)).toEqual([
    'acosh',
    'dataSync',
    'arraySync',
    null,
  ]);
});
