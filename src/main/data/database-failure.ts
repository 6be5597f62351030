import { MaculeError } from '../../shared/errors';

/** What is thrown for a database whose content can't be trusted; told apart so that it can be set aside. */
export class DamagedDatabase extends MaculeError {
  constructor(cause?: unknown) {
    super(
      {
        kind: 'database',
        message: 'The database of photos and lesions is damaged.',
        advice:
          'Macule keeps the damaged files unchanged. Restore the newest backup, or start with an empty database.',
        retryable: false,
      },
      { cause },
    );
  }
}

/** Turns an error of SQLite, told by its code, into a failure. */
export function databaseFailure(error: Error & { readonly code: string }): MaculeError {
  const { code } = error;
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return new DamagedDatabase(error);
  if (code === 'SQLITE_FULL') return noSpace(error);
  const busy = code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED');
  return new MaculeError(
    {
      kind: 'database',
      message: busy
        ? 'The database is in use by another program.'
        : `The database refused a request (${code}).`,
      advice: busy
        ? 'Close the other program and try again.'
        : 'Check that the drive is connected and not full.',
      retryable: busy || code.startsWith('SQLITE_IOERR'),
    },
    { cause: error },
  );
}

export const noSpace = (cause?: unknown): MaculeError =>
  new MaculeError(
    {
      kind: 'no-space',
      message: 'The drive that holds the photos is full.',
      advice: 'Free some space and try again; nothing was half-saved.',
      retryable: true,
    },
    { cause },
  );
