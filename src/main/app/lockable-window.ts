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

/** A window that can be locked. */
export interface LockableWindow {
  /** Locks it; nothing where the library has no users. */
  readonly lock: () => void;
  /** Brings it up, or what unlocks it where it is locked; it may be minimised, or hidden while a model is trained. */
  readonly bringUp: () => void;
}

/**
 * Makes a window lockable: it is hidden and gets no more answers until somebody has typed a passphrase. Another user
 * finds it as after a start; the same user finds it as it was. Analyses and training go on meanwhile.
 */
export function lockableWindow(options: LockableWindowOptions): LockableWindow {
  const { window, dataFolder, builtFolder, access, log } = options;
  let shown: Promise<UnlockWindow> | null = null;
  const bringUpUnlock = (): void =>
    void shown?.then(
      (unlock) => unlock.bringUp(),
      () => undefined,
    );
  // Whatever else brings the window up while it is locked finds it locked.
  window.on('show', () => {
    if (!access.isLocked) return;
    window.hide();
    bringUpUnlock();
  });
  const bringUp = (): void => {
    // Not even for a moment: it shows a patient.
    if (access.isLocked) return bringUpUnlock();
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };
  const lock = (): void => {
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
  return { lock, bringUp };
}
