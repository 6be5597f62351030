import { expect, it } from 'vitest';
import { taskbarProgress } from '../../../../src/main/services/training/taskbar-progress';

const queued = { state: 'queued', epoch: 0, epochs: null } as const;

it('shows the run that goes on, and nothing where none does', () => {
  expect(taskbarProgress([])).toBe(-1);
  expect(taskbarProgress([queued, { state: 'finished', epoch: 4, epochs: 4 }])).toBe(-1);
  expect(taskbarProgress([queued, { state: 'running', epoch: 1, epochs: 4 }])).toBe(0.25);
  expect(taskbarProgress([{ state: 'running', epoch: 0, epochs: null }])).toBe(2);
  expect(taskbarProgress([{ state: 'stopping', epoch: 5, epochs: 4 }])).toBe(1);
});
