import type { PictureKeys } from '../../shared/engine/picture-keys';
import { readSealedPicturesWith } from './sealed-pictures';

const bytes = (base64: string): Uint8Array => Buffer.from(base64, 'base64');

/** Takes the keys that main has sent, if any: see {@link readSealedPicturesWith}. */
export function takePictureKeys(keys: PictureKeys | undefined): void {
  if (keys === undefined) return;
  const { current, previous } = keys;
  readSealedPicturesWith({
    current: bytes(current),
    previous: previous === undefined ? undefined : bytes(previous),
  });
}
