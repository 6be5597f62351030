import { create } from 'zustand';
import { REQUEST_ACCESS } from '../../../shared/access/request-access';
import { mayDo } from '../../../shared/access/role';
import type { RequestInput, RequestName, RequestOutput } from '../../../shared/ipc/contract';
import type { Failure } from '../../../shared/errors';
import type { BackupState } from '../../../shared/ipc/backup';
import type { Protection } from '../../../shared/ipc/library';
import { onEvent, request } from '../../api/client';
import { LOADING, loadedValue, remoteOf, type Remote } from '../../api/remote';
import { showFailure } from '../../ui/toast-store';

interface SecurityStore {
  readonly protection: Remote<Protection>;
  readonly backup: Remote<BackupState>;
  readonly showDialog: boolean;
  /** A recovery key that was just made: it is shown once, and the app starts anew then where `restart` says so. */
  readonly fresh: { readonly recoveryKey: string; readonly restart: boolean } | null;
}

export const useSecurity = create<SecurityStore>(() => ({
  ...{ protection: LOADING, backup: LOADING, showDialog: false, fresh: null },
}));

export const showSecurity = (showDialog: boolean): void => useSecurity.setState({ showDialog });

/** Whether whoever sits there may ask something of main; while that is not known, nothing that needs a role. */
export const mayAsk =
  (name: RequestName) =>
  ({ protection }: SecurityStore): boolean => {
    const known = loadedValue(protection);
    return known !== null && (known.user === null || mayDo(known.user.role, REQUEST_ACCESS[name].role));
  };

async function loadProtection(): Promise<void> {
  useSecurity.setState({ protection: remoteOf(await request('library:protection', {})) });
}

/** Shows a recovery key that was just made, this once. */
export const showRecoveryKey = (recoveryKey: string, restart: boolean): void =>
  useSecurity.setState({ fresh: { recoveryKey, restart }, showDialog: true });

/** Subscribes to main, once. */
export function connectSecurity(): void {
  onEvent('library:changed', () => void loadProtection());
  onEvent('backup:changed', (value) => useSecurity.setState({ backup: { state: 'loaded', value } }));
  void loadProtection();
  void request('backup:state', {}).then((result) => useSecurity.setState({ backup: remoteOf(result) }));
}

/** Asks main to change something. @returns what went wrong, or null. */
export async function changeLibrary<N extends RequestName>(
  name: N,
  input: RequestInput<N>,
  onDone: (output: RequestOutput<N>) => void = () => undefined,
): Promise<Failure | null> {
  const result = await request(name, input);
  if (!result.ok) return result.failure;
  onDone(result.value);
  return null;
}

/** The same for a button: what went wrong is told in passing. */
export async function changeOrTell<N extends RequestName>(name: N, input: RequestInput<N>): Promise<void> {
  const failure = await changeLibrary(name, input);
  if (failure) showFailure('Not changed', failure);
}

/** Whether there is a passphrase to open the window by. */
export function canLock(): boolean {
  const { protection } = useSecurity.getState();
  return protection.state === 'loaded' && protection.value.user !== null;
}

/** Locks the window, where there is a passphrase to open it by. */
export function lockNow(): void {
  if (canLock()) void changeOrTell('library:lock', {});
  else showSecurity(true);
}
