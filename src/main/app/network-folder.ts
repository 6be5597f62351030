import { statfsSync } from 'node:fs';
import { MaculeError } from '../../shared/errors';

/** Kinds of Linux file systems that live on another computer: NFS, SMB, CIFS, SMB 2, AFS, Ceph (linux/magic.h). */
const REMOTE_KINDS = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x00c36400]);

/**
 * Whether a folder lies on a file server, as far as that can be told: on Linux by its file system, on Windows by a path
 * that names a server. A server behind a drive letter, or on macOS, is not recognised.
 * @param kind of the folder's file system, as `statfs` tells it.
 */
export const isOnFileServer = (platform: NodeJS.Platform, folder: string, kind: number): boolean => {
  // `\\?\C:\…` and `\\.\…` are this computer's own.
  if (platform === 'win32') return /^[\\/]{2}[^?.\\/]/.test(folder) || /^\\\\\?\\UNC\\/i.test(folder);
  // Node gives it as a signed number.
  return platform === 'linux' && REMOTE_KINDS.has(kind >>> 0);
};

/**
 * SQLite's write-ahead log is shared memory of the processes of one computer: over a network two computers would damage
 * the database without noticing.
 * @param folder that exists.
 * @throws MaculeError `database` for a folder on a file server.
 */
export function refuseFileServer(folder: string): void {
  if (!isOnFileServer(process.platform, folder, statfsSync(folder).type)) return;
  throw new MaculeError({
    kind: 'database',
    message: 'The data folder lies on a file server, where two computers could damage the database.',
    advice: 'Choose a folder on this computer’s own drive. Nothing was changed.',
    retryable: false,
  });
}
