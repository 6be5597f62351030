import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tensor } from '@tensorflow/tfjs-core';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { encodeSafetensors } from '../../../src/main/engine/io/safetensors';
import { importYoloWeights } from '../../../src/main/engine/io/yolo-weights';
import { yoloAnchors } from '../../../src/main/engine/ml/detection/yolo-anchors';
import { decodeYolo } from '../../../src/main/engine/ml/detection/yolo-decode';
import { YOLO_N, YOLO_S, yolov8, type YoloScale } from '../../../src/main/engine/ml/models/yolov8';
import { listParameters } from '../../../src/main/engine/training/program';
import { startingState } from '../../../src/main/engine/training/starting-weights';
import type { ImportWeights } from '../../../src/main/engine/training/training-task';
import type { Failure } from '../../../src/shared/errors';
import { runCompiled } from '../../helpers/compiled-parity';
import { hashedUniform } from '../../helpers/hashed-weights';
import { temporaryFolder } from '../../helpers/temporary-folder';

const numbers = z.array(z.number());

/** YOLOv8 in PyTorch with the names of the published weights: make_published.py. */
const GOLDEN = z
  .object({
    width: z.number(),
    classes: z.number(),
    side: z.number(),
    shapes: z.record(z.string(), numbers),
    boxes: z.array(numbers),
    scores: z.array(numbers),
  })
  .parse(JSON.parse(readFileSync(new URL('published.json', import.meta.url), 'utf8')));

const folder = temporaryFolder();
afterAll(() => folder.remove());

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

/** The maker's numbers for an array. */
function published(name: string, shape: readonly number[]): Float32Array {
  const ranges: readonly (readonly [ending: string, centre: number, spread: number])[] = [
    ['bn.weight', 1, 0.2],
    ['bn.bias', 0, 0.2],
    ['running_mean', 0, 0.2],
    ['running_var', 1, 0.4],
    ['2.bias', 0, 0.5],
  ];
  const filter = ['', 0, Math.sqrt(6 / sizeOf(shape.slice(1)))] as const;
  const [, centre, spread] = ranges.find(([ending]) => name.endsWith(ending)) ?? filter;
  return hashedUniform(name, sizeOf(shape), centre, spread);
}

type Shapes = Readonly<Record<string, readonly number[]>>;

const fileOf = (shapes: Shapes): Uint8Array =>
  encodeSafetensors({
    arrays: new Map(
      Object.entries(shapes).map(([name, shape]) => [name, { shape, values: published(name, shape) }]),
    ),
    metadata: { format: 'pt' },
  });

const parametersOf = (scale: YoloScale, classes: number) =>
  listParameters((context, input) => {
    yolov8(context, input({ name: 'x', shape: [1, 32, 32, 3], layout: 'image' }), scale, classes);
  });

function failureOf(work: () => unknown): Failure {
  try {
    work();
  } catch (thrown) {
    return (thrown as { readonly failure: Failure }).failure;
  }
  throw new Error('Nothing was refused.');
}

describe('weights with the published names', () => {
  const four = parametersOf(YOLO_N, GOLDEN.classes);

  it('make the network that PyTorch makes of them', async () => {
    const imported = importYoloWeights(fileOf(GOLDEN.shapes), 'n.safetensors', four);
    expect(imported?.fresh).toEqual([]);
    expect([...imported!.weights.keys()]).toEqual(four.map(({ name }) => name));
    const { side, classes } = GOLDEN;
    const planes = hashedUniform('picture', 3 * side * side, 0.5, 0.5);
    const values = Float32Array.from(planes, (_, at) => planes[(at % 3) * side * side + Math.floor(at / 3)]!);
    const [output] = await runCompiled(
      (x) => {
        const context = {
          training: false,
          parameter: ({ name, shape }: { readonly name: string; readonly shape: readonly number[] }) =>
            tensor(imported!.weights.get(name)!.values, [...shape]),
          updateStatistic: () => undefined,
        };
        return [decodeYolo(yolov8(context, x!, YOLO_N, classes), yoloAnchors(side, side))];
      },
      [{ shape: [1, side, side, 3], values }],
    );
    const found = output?.values ?? [];
    const expected = GOLDEN.boxes.flatMap((box, anchor) => [...box, ...GOLDEN.scores[anchor]!]);
    expect(found.length).toBe(expected.length);
    found.forEach((value, at) => {
      const isBox = at % (4 + classes) < 4;
      expect(Math.abs(value - expected[at]!), `${at}`).toBeLessThan(isBox ? 0.01 : 1e-4);
    });
  });

  it('may come from inside the wrapper that some programs write', () => {
    const wrapped = Object.fromEntries(
      Object.entries(GOLDEN.shapes).map(([name, shape]) => [`model.${name}`, shape]),
    );
    const imported = importYoloWeights(fileOf(wrapped), 'n.safetensors', four);
    expect(imported?.weights.get('stem/scale')!.values).toEqual(published('model.model.0.bn.weight', [16]));
  });

  it('leave the class branches fresh where they know other classes', () => {
    const ninety = parametersOf(YOLO_N, 90);
    const { fresh, weights } = importYoloWeights(fileOf(GOLDEN.shapes), 'n.safetensors', ninety)!;
    expect(fresh.length).toBeGreaterThan(0);
    expect(fresh.every((name) => /^head\d\/classes\//.test(name))).toBe(true);
    expect([...weights.keys(), ...fresh].sort()).toEqual(ninety.map(({ name }) => name).sort());
    // With few classes the branches are as wide as before: only the last convolutions differ.
    const two = importYoloWeights(fileOf(GOLDEN.shapes), 'n.safetensors', parametersOf(YOLO_N, 2))!;
    expect(two.fresh.every((name) => name.includes('/out/'))).toBe(true);
    expect(two.fresh).toHaveLength(6);
  });

  it('are refused, naming what does not fit, where they are of another size, incomplete or merged', () => {
    const small = failureOf(() =>
      importYoloWeights(fileOf(GOLDEN.shapes), 'folder/n.safetensors', parametersOf(YOLO_S, 4)),
    );
    expect(small).toMatchObject({ kind: 'unsupported-format', file: 'n.safetensors', retryable: false });
    expect(small.message).toMatch(
      /model\.0\.conv\.weight is 16 × 3 × 3 × 3 instead of 32 × 3 × 3 × 3 and \d+ more/,
    );
    const { 'model.9.cv1.bn.running_var': _, ...incomplete } = GOLDEN.shapes;
    expect(failureOf(() => importYoloWeights(fileOf(incomplete), 'n.safetensors', four)).message).toContain(
      'model.9.cv1.bn.running_var is missing',
    );
    const more = { ...GOLDEN.shapes, 'model.23.conv.weight': [1, 1, 1, 1] };
    expect(failureOf(() => importYoloWeights(fileOf(more), 'n.safetensors', four)).message).toContain(
      'model.23.conv.weight has no place in it',
    );
  });

  it('are not taken out of pickles: how to convert them is said', () => {
    const zip = Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 0, 0, 0, 0, 0, 0);
    const failure = failureOf(() => importYoloWeights(zip, 'yolov8n.pt', four));
    expect(failure).toMatchObject({ kind: 'unsupported-format', file: 'yolov8n.pt' });
    expect(failure.advice).toContain('save_file');
    const noise = Uint8Array.from({ length: 40 }, (_, index) => index);
    expect(failureOf(() => importYoloWeights(noise, 'a.safetensors', four)).kind).toBe('unreadable-file');
  });

  it('start a run', async () => {
    const file = join(folder.path, 'n.safetensors');
    await writeFile(file, fileOf(GOLDEN.shapes));
    const read: ImportWeights = (...given) => importYoloWeights(...given)?.weights ?? null;
    const { state, stepCount } = await startingState(file, four, read);
    expect(stepCount).toBe(0);
    expect(state.size).toBe(four.length);
    expect(state.get('value:stem/scale')!.values).toEqual(published('model.0.bn.weight', [16]));
    await writeFile(file, Uint8Array.of(0x80, 0x02, 0, 0, 0, 0, 0, 0));
    await expect(startingState(file, four, read)).rejects.toMatchObject({
      failure: { kind: 'unsupported-format', file: 'n.safetensors' },
    });
  });

  it('are told from those that Macule writes itself', () => {
    const own = encodeSafetensors({
      arrays: new Map([['stem/scale', { shape: [1], values: Float32Array.of(1) }]]),
      metadata: {},
    });
    expect(importYoloWeights(own, 'own.safetensors', four)).toBeNull();
  });
});
