import { safeStorage } from 'electron';
import type { Keychain } from '../vault/keyring';

/** Where Chromium keeps secrets by itself on Linux, with a password that everybody knows. */
const NO_KEYCHAIN = new Set(['basic_text', 'unknown']);

/**
 * The system's keychain. Electron must be ready.
 * @returns null where the system has none that keeps secrets.
 */
export function systemKeychain(): Keychain | null {
  if (!safeStorage.isEncryptionAvailable()) return null;
  if (process.platform === 'linux' && NO_KEYCHAIN.has(safeStorage.getSelectedStorageBackend())) return null;
  return {
    seal: (secret) => safeStorage.encryptString(Buffer.from(secret).toString('base64')),
    open: (sealed) => {
      try {
        return Buffer.from(safeStorage.decryptString(Buffer.from(sealed)), 'base64');
      } catch {
        // Another person is signed in, or the keychain was emptied.
        return null;
      }
    },
  };
}
