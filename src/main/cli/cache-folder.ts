import { join } from 'node:path';

/** The user's folder for files that can be made again, by the customs of the system. */
export function cacheFolder(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  if (platform === 'win32') {
    return join(environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'macule', 'cache');
  }
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'macule');
  return join(environment['XDG_CACHE_HOME'] || join(home, '.cache'), 'macule');
}
