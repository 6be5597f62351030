import type { BenchReport } from '../engine/bench/bench';
import { left, right, table } from './table';

/** The benchmark as a table for a terminal. */
export function benchText({ cases, self, pytorch }: BenchReport): string {
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
  return `${table(columns, rows)}\n${parity.join('\n')}\n`;
}
