import { create } from 'zustand';
import type { Failure } from '../../../shared/errors';
import type { PhotoTiming, TimingProgress } from '../../../shared/ipc/setup';
import { onEvent, request } from '../../api/client';

/** How the test of this computer stands. */
export type TimingState =
  | { readonly state: 'not-run' }
  | { readonly state: 'running'; readonly progress: TimingProgress | null }
  | { readonly state: 'done'; readonly timing: PhotoTiming }
  | { readonly state: 'failed'; readonly failure: Failure };

export const useTiming = create<{ readonly test: TimingState }>()(() => ({ test: { state: 'not-run' } }));

const setTest = (test: TimingState): void => useTiming.setState({ test });
const isRunning = (): boolean => useTiming.getState().test.state === 'running';

/** Subscribes to main, once. */
export function connectTiming(): void {
  onEvent('setup:timing', (progress) => {
    if (isRunning()) setTest({ state: 'running', progress });
  });
}

/** Measures how long a photo takes on this computer. */
export async function testThisComputer(): Promise<void> {
  if (isRunning()) return;
  setTest({ state: 'running', progress: null });
  const result = await request('setup:time-photo', {});
  if (result.ok) setTest({ state: 'done', timing: result.value });
  else if (result.failure.kind === 'cancelled') setTest({ state: 'not-run' });
  else setTest({ state: 'failed', failure: result.failure });
}

export function stopTest(): void {
  if (isRunning()) void request('setup:cancel-timing', {});
}
