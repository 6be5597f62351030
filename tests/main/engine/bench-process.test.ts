import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { BenchProcess } from '../../../src/main/engine/bench/bench-process';
import type { BenchOrder } from '../../../src/main/engine/bench/order';

/** The command as users run it: the built file in plain Node. */
const OWN = {
  command: process.execPath,
  args: [resolve(import.meta.dirname, '../../../out/main/cli.js'), 'bench-worker'],
};
const never = new AbortController().signal;

const order = (changes: Partial<BenchOrder>): BenchOrder => ({
  network: 'yolov8-n',
  phase: 'infer',
  engine: 'onnxruntime-cpu',
  batch: 1,
  side: 64,
  threads: 1,
  modelsFolder: resolve(import.meta.dirname, '../../../assets/models'),
  ...changes,
});

async function serve(changes: Partial<BenchOrder>, runs: number) {
  const started = await BenchProcess.start(OWN, order(changes), never);
  try {
    return { parameters: started.ready.parameters, ...(await started.run(runs, true)) };
  } finally {
    started.close();
  }
}

it('times a network in a process of its own, with the same outputs on every engine', async () => {
  const [compiled, eager] = await Promise.all([serve({}, 3), serve({ engine: 'tfjs-wasm' }, 1)]);
  expect(compiled.ms).toHaveLength(3);
  expect(compiled.ms.every((time) => time > 0)).toBe(true);
  expect(compiled.peakMB).toBeGreaterThan(20);
  // Published for 80 classes: 3.2 million; four classes need smaller heads.
  expect(compiled.parameters).toBe(3_011_612);
  expect(compiled.sample?.length).toBe(eager.sample?.length);
  const largest = Math.max(...(eager.sample ?? []).map(Math.abs));
  compiled.sample?.forEach((value, index) =>
    expect(Math.abs(value - (eager.sample?.[index] ?? NaN))).toBeLessThan(1e-4 * largest),
  );
});

it('times training steps, which lower the loss', async () => {
  const started = await BenchProcess.start(
    OWN,
    order({ network: 'seed-cnn', phase: 'train', batch: 2 }),
    never,
  );
  try {
    const first = await started.run(1, true);
    const later = await started.run(8, true);
    expect(later.sample?.[0]).toBeLessThan(first.sample?.[0] ?? 0);
  } finally {
    started.close();
  }
});

it('tells the last words of a process that fails', async () => {
  await expect(serve({ network: 'unheard-of' }, 1)).rejects.toThrow(/unheard-of/);
});
