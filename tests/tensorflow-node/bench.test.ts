import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { BenchProcess } from '../../src/main/engine/bench/bench-process';
import type { BenchOrder } from '../../src/main/engine/bench/order';

const repository = resolve(import.meta.dirname, '../..');
const program = { command: process.execPath, args: [resolve(repository, 'out/main/cli.js'), 'bench-worker'] };

it.each(['infer', 'train'] as const)(
  'the benchmark times TensorFlow in a process of its own: %s',
  async (phase) => {
    const order: BenchOrder = {
      ...{ network: 'yolov8-n', phase, engine: 'tfjs-node-cpu', batch: 1, side: 64, threads: 1 },
      modelsFolder: resolve(repository, 'assets/models'),
    };
    const bench = await BenchProcess.start(program, order, new AbortController().signal);
    const { ms, sample } = await bench.run(1, true);
    bench.close();
    expect(ms).toHaveLength(1);
    expect(sample?.length).toBeGreaterThan(0);
    expect(sample?.every(Number.isFinite)).toBe(true);
  },
);
