import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { beforeEach, expect, it, vi } from 'vitest';
import { lockableWindow } from '../../../src/main/app/lockable-window';
import { insertUser } from '../../../src/main/data/repositories/users';
import { Access } from '../../../src/main/services/access/access';
import { memoryDatabase, photoIdOf } from '../../helpers/memory-database';

const { seen } = vi.hoisted(() => ({ seen: { unlock: [] as string[] } }));
vi.mock('electron', () => ({ app: { quit: () => undefined } }));
vi.mock('../../../src/main/app/open-library-keys', () => ({ unlockDesk: () => null }));
vi.mock('../../../src/main/app/unlock-window', () => ({
  openUnlockWindow: () => {
    seen.unlock.push('opened');
    return Promise.resolve({
      bringUp: () => void seen.unlock.push('brought up'),
      close: () => void seen.unlock.push('closed'),
    });
  },
}));
beforeEach(() => {
  seen.unlock = [];
});

class Window extends EventEmitter {
  /** Every time that it was on the screen. */
  shows = 0;
  visible = true;
  readonly isDestroyed = (): boolean => false;
  readonly isMinimized = (): boolean => false;
  readonly focus = (): void => undefined;
  readonly hide = (): void => void (this.visible = false);
  show(): void {
    this.shows += 1;
    this.visible = true;
    this.emit('show');
  }
}

const locked = () => {
  const database = memoryDatabase();
  const userId = photoIdOf(9);
  insertUser(database, { id: userId, name: 'Dr. Ito', role: 'clinician' }, '2026-01-01');
  const access = new Access({ database, auditKey: new Uint8Array(32), userId, now: () => new Date(0) });
  const window = new Window();
  const lockable = lockableWindow({
    ...{ window: window as unknown as BrowserWindow, dataFolder: '/d', builtFolder: '/b' },
    ...{ access, log: () => undefined },
  });
  lockable.bringUp();
  expect(window.shows).toBe(1);
  lockable.lock();
  expect(window.visible).toBe(false);
  return { window, lockable };
};

it('brings up what unlocks it, and itself not even for a moment, at a second start while it is locked', async () => {
  const { window, lockable } = locked();
  lockable.bringUp();
  await expect.poll(() => seen.unlock).toEqual(['opened', 'brought up']);
  expect(window.shows).toBe(1);
});

it('hides again where the system brings it up while it is locked', async () => {
  const { window } = locked();
  window.show();
  expect(window.visible).toBe(false);
  await expect.poll(() => seen.unlock).toEqual(['opened', 'brought up']);
});
