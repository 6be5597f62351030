import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isPlainDatabase } from '../../src/main/data/seal-library';
import { DATABASE_FILE } from '../../src/main/data/set-aside';
import { KEYS_FILE, readKeys } from '../../src/main/vault/keys-file';
import { hasKeyring, startKeyring } from './harness/keyring';
import { startMacule } from './harness/macule-app';
import { createWorkFolder } from './harness/work-folder';

const backendOf = ({ electron }: Awaited<ReturnType<typeof startMacule>>): Promise<string> =>
  electron.evaluate(({ safeStorage }) => safeStorage.getSelectedStorageBackend());

test('Chromium’s own store, which everybody can open, is no keychain', async () => {
  const folder = await createWorkFolder();
  try {
    const app = await startMacule(folder.data, ['--password-store=basic']);
    if (process.platform === 'linux') {
      expect(await backendOf(app)).toBe('basic_text');
      expect(readKeys(join(folder.data, KEYS_FILE))?.device?.kind).toBe('open');
    }
    await app.close();
  } finally {
    await folder.remove();
  }
});

// Says in its name what it needs: where that is missing it is told as left out, never as passed.
test.skipIf(!hasKeyring)(
  'the library’s key lies in the system’s keychain [needs gnome-keyring]',
  async () => {
    const folder = await createWorkFolder();
    const keyring = await startKeyring(folder.data.replace(/data$/, ''));
    const library = join(folder.data, 'library');
    try {
      const first = await startMacule(library, [], keyring.variables);
      expect(await backendOf(first)).toBe('gnome_libsecret');
      await first.close();
      const device = readKeys(join(library, KEYS_FILE))?.device;
      expect(device?.kind).toBe('keychain');
      // It opens by itself as long as the keychain is there.
      const again = await startMacule(library, [], keyring.variables);
      await again.page.getByRole('button', { name: /Protected by this computer/ }).waitFor();
      await again.close();
      // Without it, nothing does.
      expect(isPlainDatabase(join(library, DATABASE_FILE))).toBe(false);
      await keyring.stop();
      await expect(
        startMacule(library, ['--capture', join(folder.data, 'never.png'), '--password-store=basic']),
      ).rejects.toThrow();
    } finally {
      await keyring.stop();
      await folder.remove();
    }
  },
);
