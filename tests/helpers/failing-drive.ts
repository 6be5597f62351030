import type { OpenDatabase } from '../../src/main/data/database';
import { noSpace } from '../../src/main/data/database-failure';
import { MaculeError } from '../../src/shared/errors';

/** How a database's drive is: full, so that nothing can be written; gone, so that nothing can be read either; or well. */
export interface Drive {
  fails: 'no-space' | 'database' | null;
}

/** A database that fails as its drive does. */
export function onDrive(database: OpenDatabase, drive: Drive): OpenDatabase {
  const read = (): void => {
    if (drive.fails === 'database')
      throw new MaculeError({ kind: 'database', message: 'SQLITE_IOERR', retryable: true });
  };
  const write = (): void => {
    read();
    if (drive.fails === 'no-space') throw noSpace();
  };
  return {
    one: (...asked) => (read(), database.one(...asked)),
    all: (...asked) => (read(), database.all(...asked)),
    run: (...asked) => (write(), database.run(...asked)),
    script: (sql) => (write(), database.script(sql)),
    transaction: (work) => (write(), database.transaction(work)),
    close: () => database.close(),
  };
}
