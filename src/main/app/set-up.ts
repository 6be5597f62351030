import { statfs } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import type { LibraryPlace } from '../../shared/ipc/setup';
import { holdsRecords } from '../data/repositories/holds-records';
import type { EventSender } from '../ipc/event-sender';
import type { Handle } from '../ipc/handle';
import { handleSetup } from '../ipc/setup';
import type { Access } from '../services/access/access';
import type { Macule } from './compose';
import { chooseLibraryFolder } from './dialogs';
import { chooseLibraryPlace, readLibraryPlace } from './library-place';
import { openNamed } from './open-named';
import { renderedPhotoBy } from './rendered-photo';

export interface SetUpOptions {
  readonly window: BrowserWindow;
  readonly handle: Handle;
  readonly macule: Macule;
  readonly sender: EventSender;
  readonly access: Access;
  readonly dataFolder: string;
  /** Where the library lies by default; null where its folder was set from outside. */
  readonly usualFolder: string | null;
  readonly builtFolder: string;
}

/** Ties the requests of the first start to this computer's folders and dialogs. */
export function setUp(options: SetUpOptions): void {
  const { window, handle, macule, sender, access, dataFolder, usualFolder, builtFolder } = options;
  const { database, engine, imports } = macule;
  const place = async (): Promise<LibraryPlace> => {
    const { bavail, bsize } = await statfs(dataFolder);
    const next = usualFolder === null ? null : readLibraryPlace(usualFolder);
    return {
      folder: dataFolder,
      freeBytes: bavail * bsize,
      change: usualFolder === null ? 'set-from-outside' : holdsRecords(database) ? 'holds-records' : 'yes',
      next: next === dataFolder ? null : next,
    };
  };
  handleSetup({
    ...{ handle, place },
    sendIfHeard: sender.sendIfHeard,
    open: (file) => openNamed([file], { imports, send: sender.send, access }),
    choosePlace: async () => {
      if (usualFolder === null || holdsRecords(database)) return;
      const chosen = await chooseLibraryFolder(window);
      if (chosen !== null) chooseLibraryPlace(usualFolder, chosen);
    },
    renderedPhoto: renderedPhotoBy(join(builtFolder, 'demo.js')),
    infer: (file, inferOptions) => engine.infer(file, inferOptions),
    engineStatus: () => engine.status,
    now: () => performance.now(),
    wait: (ms) => wait(ms),
  });
}
