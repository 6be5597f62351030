import { createKeys } from '../../src/main/vault/keyring';
import type { FileKeys } from '../../src/main/vault/sealed-file';

/** Keys of a library that nobody has. */
export const newFileKeys = (): FileKeys => ({ current: createKeys(null).key });
