import { text } from 'node:stream/consumers';
import { MaculeError } from '../../shared/errors';
import type { CliContext } from './context';

/**
 * A passphrase from standard input, without the line's end: never from an argument, which everybody can see.
 * @throws MaculeError `invalid-input` where there is none.
 */
export async function readSecret({ stdin }: CliContext): Promise<string> {
  const [line = ''] = (await text(stdin)).split(/\r?\n/);
  if (line !== '') return line;
  throw new MaculeError({
    kind: 'invalid-input',
    message: 'There is no passphrase on standard input.',
    advice: 'Pipe it in, as in: macule … --passphrase-stdin < file',
    retryable: false,
  });
}
