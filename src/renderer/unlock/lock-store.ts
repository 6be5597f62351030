import { create } from 'zustand';
import type { LockState } from '../../shared/ipc/library';
import { request } from '../api/client';
import { LOADING, remoteOf, type Remote } from '../api/remote';

/** The lock as it is. */
export const useLock = create<{ readonly lock: Remote<LockState> }>(() => ({ lock: LOADING }));

let counting: ReturnType<typeof setTimeout> | undefined;

/** Asks how the lock is; again every second while an attempt has to wait. */
export async function refreshLock(): Promise<void> {
  clearTimeout(counting);
  const lock = remoteOf(await request('library:state', {}));
  useLock.setState({ lock });
  if (lock.state === 'loaded' && lock.value.waitSeconds > 0)
    counting = setTimeout(() => void refreshLock(), 1_000);
}
