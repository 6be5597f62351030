import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/**
 * MD5 of a file, read piece by piece, in hexadecimal digits.
 * @throws the signal's reason once it aborts, and Node's errors for files that cannot be read.
 */
export async function fileMd5(file: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('md5');
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    signal?.throwIfAborted();
    hash.update(chunk as Buffer);
  }
  return hash.digest('hex');
}
