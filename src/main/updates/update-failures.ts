import { MaculeError } from '../../shared/errors';

const failure = (message: string, advice: string, cause: unknown): MaculeError =>
  new MaculeError({ kind: 'network', message, advice, retryable: true }, { cause });

/** Turns what electron-updater throws into a failure for the reader. */
export function updateFailure(thrown: unknown): MaculeError {
  if (thrown instanceof MaculeError) return thrown;
  const { code, message = '' } = thrown as { readonly code?: string; readonly message?: string };
  if (code === 'ERR_UPDATER_INVALID_SIGNATURE') {
    return failure(
      'The update is not signed by the makers of Macule; it was thrown away.',
      'Do not install it by hand. Tell whoever looks after this computer.',
      thrown,
    );
  }
  if (code === 'ERR_CHECKSUM_MISMATCH' || /checksum mismatch/i.test(message)) {
    return failure(
      'The update that came is not the one that was published; it was thrown away.',
      'Try again later. Nothing was installed.',
      thrown,
    );
  }
  if (code === 'ENOSPC') {
    return new MaculeError(
      {
        kind: 'no-space',
        message: 'There is no room for the update.',
        advice: 'Free some space and try again. Nothing was installed.',
        retryable: true,
      },
      { cause: thrown },
    );
  }
  return failure(
    'The update server did not give what was asked for.',
    'Check the connection and try again later. Nothing was installed; Macule works without it.',
    thrown,
  );
}
