import { join } from 'node:path';
import log from 'electron-log/main';
import { withoutPaths } from './without-paths';

export type Log = (line: string) => void;

/**
 * Opens the log file, `<data folder>/logs/main.log`. It tells how the app fared, never about a patient:
 * paths are taken out of whatever is written.
 */
export function openLog(dataFolder: string): Log {
  log.transports.file.resolvePathFn = () => join(dataFolder, 'logs', 'main.log');
  log.transports.file.maxSize = 1_000_000;
  log.transports.file.level = 'info';
  log.transports.console.level = false;
  return (line) => log.info(withoutPaths(line));
}
