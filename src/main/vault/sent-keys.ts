import type { PictureKeys } from '../../shared/engine/picture-keys';
import type { FileKeys } from './sealed-file';

/** Keys as they travel to processes of the app's own. */
export const sentKeys = ({ current, previous }: FileKeys): PictureKeys => ({
  current: base64(current),
  ...(previous === undefined ? {} : { previous: base64(previous) }),
});

/** What {@link sentKeys} sent. */
export const receivedKeys = ({ current, previous }: PictureKeys): FileKeys => ({
  current: bytes(current),
  previous: previous === undefined ? undefined : bytes(previous),
});

const base64 = (key: Uint8Array): string => Buffer.from(key).toString('base64');
const bytes = (text: string): Uint8Array => Buffer.from(text, 'base64');
