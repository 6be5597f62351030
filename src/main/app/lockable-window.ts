import { app, type BrowserWindow } from 'electron';
import type { Access } from '../services/access/access';
import { unlockDesk } from './open-library-keys';
import { openUnlockWindow, type UnlockWindow } from './unlock-window';

export interface LockableWindowOptions {
  readonly window: BrowserWindow;
  readonly dataFolder: string;
  readonly builtFolder: string;
  readonly access: Access;
  readonly log: (line: string) => void;
}

/**
 * Makes a window lockable: it is hidden and gets no more answers until somebody has typed a passphrase. Another user
 * finds it as after a start; the same user finds it as it was. Analyses and training go on meanwhile.
 * @returns locks it; nothing where the library has no users.
 */
export function lockableWindow(options: LockableWindowOptions): () => void {
  const { window, dataFolder, builtFolder, access, log } = options;
  let shown: Promise<UnlockWindow> | null = null;
  // Whatever brings the window up while it is locked (the dock, a second start) finds it locked.
  window.on('show', () => {
    if (access.isLocked) window.hide();
  });
  return () => {
    const { signedIn } = access;
    if (signedIn === null || access.isLocked || window.isDestroyed()) return;
    access.lock();
    window.hide();
    const desk = unlockDesk(dataFolder, {
      onRefused: (userId) => access.unlockFailed(userId),
      onOpened: ({ userId }) => {
        access.unlock(userId);
        if (userId !== signedIn) window.webContents.reload();
        window.show();
        const closing = shown;
        shown = null;
        setImmediate(() => void closing?.then((unlock) => unlock.close()));
      },
    });
    shown = openUnlockWindow({ builtFolder, log }, desk, () => app.quit());
    shown.catch((thrown: unknown) => {
      log(`the unlock window failed: ${String(thrown)}`);
      app.quit();
    });
  };
}
