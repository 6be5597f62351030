import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FileKeys } from '../vault/sealed-file';
import { sentKeys } from '../vault/sent-keys';
import type { Connect } from '../../shared/engine/protocol';

export interface EnginePlaces {
  /** Folder of the app's package.json. */
  readonly appFolder: string;
  /** Folder of files that ship beside the app, in a package. */
  readonly resourcesFolder: string;
  readonly dataFolder: string;
  readonly cores: number;
  /** Of the library's pictures. */
  readonly keys: FileKeys;
}

/** More threads than this slow a small detector down. */
const MAX_THREADS = 8;

/** What the engine is told at its start. A core stays free for the window where there are more than two. */
export function engineOptions({
  appFolder,
  resourcesFolder,
  dataFolder,
  cores,
  keys,
}: EnginePlaces): Omit<Connect, 'prefer' | 'afterCrash' | 'model'> {
  const shipped = join(resourcesFolder, 'models');
  return {
    kind: 'connect',
    modelsFolder: existsSync(shipped) ? shipped : join(appFolder, 'assets', 'models'),
    cacheFolder: join(dataFolder, 'engine-cache'),
    pictureKeys: sentKeys(keys),
    threads: Math.min(MAX_THREADS, cores > 2 ? cores - 1 : cores),
  };
}
