import fc from 'fast-check';
import { expect, test } from 'vitest';
import { waitingTime } from './attempts';
import * as keyring from './keyring';
import { derivedKey, keyName, newLibraryKey } from './library-key';
import { newRecoveryKey, readRecoveryKey } from './recovery-key';
import { contentBytes, HEADER_BYTES, isSealed, PIECE_BYTES, seal, unseal } from './sealed-file';

const QUICK = { memoryKib: 8, passes: 1, lanes: 1 };
const ID = '00000000-0000-4000-8000-000000000001';
const PASSPHRASE = 'correct horse battery staple';

test('a sealed file opens as it was, whatever its length', () => {
  const key = newLibraryKey();
  const lengths = [0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 3 * PIECE_BYTES];
  for (const length of lengths) {
    const content = new Uint8Array(length).map((_, index) => index * 7);
    const sealed = seal(key, 'a/full', content);
    expect(isSealed(sealed)).toBe(true);
    expect(contentBytes(sealed.length)).toBe(length);
    expect(Buffer.from(unseal({ current: key }, 'a/full', sealed)).equals(content)).toBe(true);
  }
});

test('nothing of a sealed file can be changed, cut or exchanged', () => {
  const key = newLibraryKey();
  const content = new Uint8Array(2 * PIECE_BYTES + 5).map((_, index) => index);
  const sealed = seal(key, 'a/full', content);
  const opens =
    (bytes: Uint8Array, identity = 'a/full') =>
    () =>
      unseal({ current: key }, identity, bytes);
  fc.assert(
    fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const changed = Uint8Array.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ flip;
      expect(opens(changed)).toThrow(/changed|sealed/);
    }),
    { numRuns: 60 },
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: sealed.length - 1 }), (length) => {
      expect(opens(sealed.subarray(0, length))).toThrow(/changed|sealed/);
    }),
    { numRuns: 60 },
  );
  expect(opens(sealed, 'b/full')).toThrow('changed outside');
  const piece = PIECE_BYTES + 16;
  const swapped = Buffer.concat([
    sealed.subarray(0, HEADER_BYTES),
    sealed.subarray(HEADER_BYTES + piece, HEADER_BYTES + 2 * piece),
    sealed.subarray(HEADER_BYTES, HEADER_BYTES + piece),
    sealed.subarray(HEADER_BYTES + 2 * piece),
  ]);
  expect(opens(swapped)).toThrow('changed outside');
  expect(() => unseal({ current: newLibraryKey() }, 'a/full', sealed)).toThrow('not sealed by this library');
});

test('files of the key before open while the key is changed', () => {
  const [before, current] = [newLibraryKey(), newLibraryKey()];
  const sealed = seal(before, 'x', Buffer.from('old'));
  expect(Buffer.from(unseal({ current, previous: before }, 'x', sealed)).toString()).toBe('old');
});

test('derived keys differ by purpose', () => {
  const key = newLibraryKey();
  const made = (['database', 'files', 'name', 'audit', 'backup'] as const).map((purpose) =>
    Buffer.from(derivedKey(key, purpose)).toString('hex'),
  );
  expect(new Set([...made, Buffer.from(key).toString('hex')]).size).toBe(6);
});

test('each user’s passphrase and the recovery key open the library, and nothing else does', async () => {
  const { keys: fresh, key } = keyring.createKeys(null);
  expect(keyring.openByDevice(fresh, null)).toEqual(key);
  const user = { id: ID, name: 'Dr. Demo', passphrase: PASSPHRASE };
  const named = keyring.withDevice(await keyring.withUser(fresh, key, user, QUICK), null);
  const { keys, recoveryKey } = await keyring.withRecoveryKey(named, key, QUICK);
  expect(keyring.openByDevice(keys, null)).toBeNull();
  expect(await keyring.openByPassphrase(keys, ID, PASSPHRASE)).toEqual(Buffer.from(key));
  expect(await keyring.openByPassphrase(keys, ID, `${PASSPHRASE} `)).toBeNull();
  expect(await keyring.openByRecoveryKey(keys, recoveryKey.toLowerCase().replaceAll('-', ' '))).toEqual(
    Buffer.from(key),
  );
  expect(await keyring.openByRecoveryKey(keys, newRecoveryKey())).toBeNull();
  await expect(keyring.withUser(keys, key, { ...user, passphrase: 'short' }, QUICK)).rejects.toThrow('15');
  const { secret } = keys.users[0] ?? {};
  const moved = { ...keys, users: [{ id: ID.replace('1', '2'), name: 'x', secret: secret as never }] };
  expect(await keyring.openByPassphrase(moved, ID.replace('1', '2'), PASSPHRASE)).toBeNull();
});

test('a passphrase may be typed in any Unicode form', async () => {
  const { keys: fresh, key } = keyring.createKeys(null);
  const user = { id: ID, name: 'Zoë', passphrase: 'naïve café déjà vu' };
  const keys = await keyring.withUser(fresh, key, user, QUICK);
  expect(await keyring.openByPassphrase(keys, ID, user.passphrase.normalize('NFD'))).toEqual(
    Buffer.from(key),
  );
});

test('a change of key keeps the one before, sealed, until it is forgotten', async () => {
  const { keys: fresh, key: before } = keyring.createKeys(null);
  const user = { id: ID, name: 'Dr. Demo', passphrase: PASSPHRASE };
  const named = await keyring.withUser(fresh, before, user, QUICK);
  const { keys, recoveryKey } = await keyring.withRecoveryKey(named, before, QUICK);
  const { keys: changed, key } = keyring.withNewKey(keys, before);
  expect(await keyring.openByPassphrase(changed, ID, PASSPHRASE)).toEqual(Buffer.from(key));
  expect(await keyring.openByRecoveryKey(changed, recoveryKey)).toEqual(Buffer.from(key));
  expect(keyName(key)).not.toBe(keyName(before));
  expect(keyring.fileKeys(changed, key)).toEqual({ current: key, previous: Buffer.from(before) });
  expect(JSON.stringify(changed)).not.toContain(Buffer.from(before).toString('base64'));
  expect(keyring.fileKeys(keyring.finished(changed), key).previous).toBeUndefined();
});

test('recovery keys survive handwriting and tell slips', () => {
  const key = 'P06T-B0NY-1V5C-T01H-N7WE-HEZR-FKPE-AW6H';
  expect(newRecoveryKey()).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(readRecoveryKey(` ${key.toLowerCase().replaceAll('1', 'l').replaceAll('0', 'o')} `)).toBe(key);
  expect(readRecoveryKey(key.slice(1))).toBeNull();
  const slips = [...key].flatMap((letter, at) =>
    letter === '-' ? [] : [key.slice(0, at) + (letter === 'A' ? 'B' : 'A') + key.slice(at + 1)],
  );
  const passed = slips.filter((slip) => slip !== key && readRecoveryKey(slip) !== null);
  expect(passed).toHaveLength(0);
});

test('wrong passphrases wait longer and longer, up to five minutes', () => {
  const after = (failures: number, elapsed = 0) =>
    waitingTime({ failures, lastAt: 1_000_000 }, 1_000_000 + elapsed);
  expect([0, 4, 5, 6, 8, 20].map((failures) => after(failures))).toEqual([
    0, 0, 2_000, 4_000, 16_000, 300_000,
  ]);
  expect(after(5, 1_500)).toBe(500);
  expect(after(5, 60_000)).toBe(0);
  expect(after(20, -1e9)).toBe(300_000);
});
