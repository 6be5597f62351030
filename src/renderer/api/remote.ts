import type { Failure } from '../../shared/errors';
import type { Result } from '../../shared/ipc/result';

/** Something that lives in main, as far as this window has it. */
export type Remote<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'loaded'; readonly value: T }
  | { readonly state: 'failed'; readonly failure: Failure };

export const LOADING: Remote<never> = { state: 'loading' };

/** What main answered, to be shown. */
export const remoteOf = <T>(result: Result<T>): Remote<T> =>
  result.ok ? { state: 'loaded', value: result.value } : { state: 'failed', failure: result.failure };

/** The value where it is loaded, else null. */
export const loadedValue = <T>(remote: Remote<T>): T | null =>
  remote.state === 'loaded' ? remote.value : null;

/** Compile-time proof that a switch handled every member of a closed union. */
export function unreachable(member: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(member)}`);
}
