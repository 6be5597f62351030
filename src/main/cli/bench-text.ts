import { percent } from '../experiment/report/numbers';
import type { WholeBench } from './bench-markdown';
import { left, right, table } from './table';

/** The benchmark as a table for a terminal. */
export function benchText({ cases, self, pytorch, input }: WholeBench): string {
  const rows = [...cases, ...pytorch.map((one) => ({ ...one, engine: `PyTorch ${one.version}`, device: '' }))]
    .sort((a, b) => `${a.name} ${a.phase}`.localeCompare(`${b.name} ${b.phase}`))
    .map(({ name, phase, engine, device, ms, photosPerSecond, peakMB }) => [
      name,
      phase,
      engine,
      ms.toFixed(0),
      photosPerSecond.toFixed(1),
      peakMB.toFixed(0),
      device,
    ]);
  const columns = [
    ...['network', 'phase', 'engine'].map(left),
    ...['ms', 'photos/s', 'peak MB'].map(right),
    left('device'),
  ];
  const parity = self.map(
    ({ engine, parity: error, passed }) =>
      `${engine} against tfjs-wasm: largest difference ${error.toExponential(1)} of the largest output, ${passed ? 'passed' : 'FAILED'}`,
  );
  const busy = input.map(
    ({ model, engineBusy }) =>
      `training ${model} from photos on: the engine computes ${percent(engineBusy, 0)} of the time`,
  );
  return `${table(columns, rows)}\n${[...parity, ...busy].join('\n')}\n`;
}
