import { expect, it } from 'vitest';
import type { EngineStatus } from '../../../shared/engine/status';
import { summarise } from './engine-status-item';

const loaded = (value: EngineStatus) => summarise({ state: 'loaded', value });

it('names engine and device of the chosen rung', () => {
  const summary = loaded({
    process: 'ready',
    ladder: {
      engines: [
        {
          id: 'onnxruntime-cuda',
          available: false,
          state: 'absent',
          device: null,
          reason: 'No CUDA device.',
        },
        {
          id: 'onnxruntime-cpu',
          available: true,
          state: 'ready',
          device: 'Example CPU (2 threads)',
          reason: 'Chosen.',
        },
      ],
      chosen: { infer: 'onnxruntime-cpu', train: 'onnxruntime-cpu' },
      preferred: null,
      problem: null,
    },
    model: { id: 'm', sha256: 'ab', identity: 'i', title: 'M', threshold: 0.4 },
  });
  expect(summary).toEqual({ tone: 'good', text: 'ONNX Runtime (processor) · Example CPU (2 threads)' });
});

it('tells a stopped engine from one on its way', () => {
  expect(loaded({ process: 'starting' }).tone).toBe('caution');
  expect(loaded({ process: 'restarting', reason: 'crash' }).tone).toBe('caution');
  expect(loaded({ process: 'stopped', reason: 'crash' }).tone).toBe('problem');
});
