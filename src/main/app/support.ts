import { availableParallelism, cpus, freemem, homedir, hostname, release, totalmem, userInfo } from 'node:os';
import { basename, join } from 'node:path';
import { app, clipboard } from 'electron';
import type { Handle } from '../ipc/handle';
import { handleSupport } from '../ipc/support';
import type { LibraryKeeper } from '../services/access/library-keeper';
import { supportInformation } from '../services/support/support-information';
import type { Macule } from './compose';
import { packageVersions } from './package-versions';
import { withoutPaths } from './without-paths';

/** Ties what support is told to this computer. */
export function connectSupport(
  handle: Handle,
  { database, engine }: Macule,
  keeper: LibraryKeeper,
  dataFolder: string,
): void {
  handleSupport({
    handle,
    copy: (text) => {
      void clipboard.writeText(text);
    },
    read: () =>
      supportInformation({
        ...{ database, dataFolder, withoutPaths, engine: engine.status, now: new Date() },
        logFile: join(app.getPath('userData'), 'logs', 'main.log'),
        versions: {
          ...packageVersions(app.getAppPath(), app.getVersion()),
          chromium: process.versions.chrome ?? '',
        },
        computer: {
          system: `${process.platform} ${release()} ${process.arch}`,
          processor: cpus()[0]?.model.trim() ?? 'unknown processor',
          cores: availableParallelism(),
          ...{ memoryBytes: totalmem(), freeMemoryBytes: freemem() },
        },
        protectedBy: keeper.protection().protectedBy,
        otherNames: [hostname(), userInfo().username, basename(homedir())],
      }),
  });
}
