import { join } from 'node:path';
import { app } from 'electron';
import { toFailure } from '../../shared/errors';
import { suspect } from '../data/integrity/when-checked';
import { DATABASE_FILE } from '../data/set-aside';
import { tidyStore } from '../services/remove-photo';
import type { FileKeys } from '../vault/sealed-file';
import { sentKeys } from '../vault/sent-keys';
import { checkLater } from './check-later';
import { tellDamage } from './dialogs';
import type { OpenedData } from './open-data';

export interface AfterStartOptions {
  readonly data: OpenedData;
  readonly dataFolder: string;
  readonly keys: FileKeys;
  /** Folder of the built main process. */
  readonly builtFolder: string;
  /** Whether somebody sits before the screen. */
  readonly interactive: boolean;
  readonly log: (line: string) => void;
}

/** Until the first photos are there, milliseconds: what follows would take the processor from them. */
const FIRST_PHOTOS_MS = 5_000;

/** Does what takes as long as the library is large, a moment after the window has come. */
export function afterStart(options: AfterStartOptions): void {
  const begin = setTimeout(() => lookThrough(options), FIRST_PHOTOS_MS);
  // Not before: a quit can still be called off.
  app.once('will-quit', () => clearTimeout(begin));
}

function lookThrough({ data, dataFolder, keys, builtFolder, interactive, log }: AfterStartOptions): void {
  void tidyStore(data.database, data.store, new Date()).then(
    ({ leftovers, missing }) => {
      if (leftovers > 0) log(`${leftovers} leftovers of interrupted imports were removed`);
      if (missing > 0) log(`${missing} photos have no pictures any more`);
    },
    (thrown: unknown) => log(`the store was not tidied: ${toFailure(thrown).message}`),
  );
  if (data.isChecked) return;
  checkLater({
    ...{ builtFolder, library: dataFolder, keys: sentKeys(keys), log },
    onDamage: (failure) => {
      log('the database is damaged');
      suspect(join(dataFolder, DATABASE_FILE));
      if (interactive) tellDamage(failure);
    },
  });
}
