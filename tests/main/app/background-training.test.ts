import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { beforeEach, expect, it, vi } from 'vitest';
import { keepTraining, type ClosingWish } from '../../../src/main/app/background-training';

const { quits } = vi.hoisted(() => ({ quits: { count: 0 } }));
vi.mock('electron', () => ({
  app: { on: () => undefined, quit: () => (quits.count += 1) },
}));
beforeEach(() => {
  quits.count = 0;
});

/** A window as far as closing goes. */
class Window extends EventEmitter {
  hidden = false;
  readonly hide = (): void => void (this.hidden = true);
  /** As its own cross does. */
  close(): void {
    let prevented = false;
    this.emit('close', { preventDefault: () => (prevented = true) });
    if (!prevented) this.emit('closed');
  }
}

const kept = (training: boolean, wish: ClosingWish) => {
  const window = new Window();
  const run = { training };
  const changed = keepTraining({
    window: window as unknown as BrowserWindow,
    isTraining: () => run.training,
    ask: () => Promise.resolve(wish),
  });
  return { window, run, changed };
};

it('quits with its window, whatever other windows are open', () => {
  kept(false, 'stay').window.close();
  expect(quits.count).toBe(1);
});

it('hides the window while a model is trained, if that is wanted, and quits when there is nothing left to train', async () => {
  const { window, run, changed } = kept(true, 'keep-training');
  window.close();
  await expect.poll(() => window.hidden).toBe(true);
  expect(quits.count).toBe(0);
  run.training = false;
  changed();
  expect(quits.count).toBe(1);
});
