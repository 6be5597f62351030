import type { Library } from '../data/library';
import { auditPage, verifyAuditTrail } from '../data/repositories/audit-trail';
import type { LibraryKeeper } from '../services/access/library-keeper';
import type { UnlockDesk } from '../services/access/unlock-desk';
import type { SendEvent } from './event-sender';
import type { Handle } from './handle';

/** Answers the page that unlocks the library. */
export function handleUnlock(handle: Handle, desk: UnlockDesk): void {
  handle('library:state', () => desk.state());
  handle('library:unlock', ({ userId, passphrase }) => desk.unlock(userId, passphrase));
  handle('library:recover', ({ userId, recoveryKey, passphrase }) =>
    desk.recover(userId, recoveryKey, passphrase),
  );
}

export interface LibraryHandlers extends Pick<Library, 'database'> {
  readonly handle: Handle;
  readonly keeper: LibraryKeeper;
  readonly auditKey: Uint8Array;
  readonly send: SendEvent;
  readonly lock: () => void;
  /** Starts the app anew. */
  readonly restart: () => void;
}

/** Answers the requests about who may open the library, and about the audit trail. */
export function handleLibrary(options: LibraryHandlers): void {
  const { handle, keeper, database, auditKey, send, lock, restart } = options;
  const changed = <T>(result: T): T => {
    send('library:changed', {});
    return result;
  };
  handle('library:protection', () => keeper.protection());
  handle('library:protect', async ({ name, passphrase }) =>
    changed({ recoveryKey: await keeper.protect(name, passphrase) }),
  );
  handle('library:restart', () => {
    restart();
    return null;
  });
  handle('library:add-user', async ({ name, role, passphrase }) => {
    await keeper.addUser(name, role, passphrase);
    return changed(null);
  });
  handle('library:change-role', ({ userId, role }) => {
    keeper.changeRole(userId, role);
    return changed(null);
  });
  handle('library:remove-user', async ({ userId }) => {
    await keeper.removeUser(userId);
    return changed(null);
  });
  handle('library:change-passphrase', async ({ current, next }) => {
    await keeper.changePassphrase(current, next);
    return null;
  });
  handle('library:new-recovery-key', async () => changed({ recoveryKey: await keeper.newRecoveryKey() }));
  handle('library:change-key', async () => {
    await keeper.changeKey();
    return changed(null);
  });
  handle('library:remember', async ({ remember }) => {
    await keeper.remember(remember);
    return changed(null);
  });
  handle('library:lock-after', ({ minutes }) => {
    keeper.setLockAfter(minutes);
    return changed(null);
  });
  handle('library:lock', () => {
    lock();
    return null;
  });
  handle('audit:page', ({ before, filter }) => [...auditPage(database, before, filter)]);
  handle('audit:verify', () => verifyAuditTrail(database, auditKey));
}
