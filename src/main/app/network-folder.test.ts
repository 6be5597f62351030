import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { isOnFileServer, refuseFileServer } from './network-folder';

it.each([
  ['win32', '\\\\server\\share\\macule', true],
  ['win32', '//server/share/macule', true],
  ['win32', '\\\\?\\UNC\\server\\share', true],
  ['win32', '\\\\?\\C:\\macule', false],
  ['win32', 'C:\\Users\\a\\AppData\\Roaming\\macule', false],
] as const)('on %s, %s: %s', (platform, folder, expected) => {
  expect(isOnFileServer(platform, folder, 0)).toBe(expected);
});

it('knows the file systems of other computers on Linux, signed or not', () => {
  const kinds = { nfs: 0x6969, cifs: 0xff534d42, cifsSigned: 0xff534d42 | 0, smb2: 0xfe534d42 | 0 };
  for (const kind of Object.values(kinds)) expect(isOnFileServer('linux', '/srv', kind)).toBe(true);
  const own = {
    ext4: 0xef53,
    btrfs: 0x9123683e | 0,
    xfs: 0x58465342,
    tmpfs: 0x01021994,
    overlay: 0x794c7630,
  };
  for (const kind of Object.values(own)) expect(isOnFileServer('linux', '/home', kind)).toBe(false);
});

it('lets a folder of this computer pass', () => {
  expect(() => refuseFileServer(tmpdir())).not.toThrow();
});
