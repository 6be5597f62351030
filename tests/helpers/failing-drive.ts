import type { OpenDatabase } from '../../src/main/data/database';
import { noSpace } from '../../src/main/data/database-failure';
import { MaculeError } from '../../src/shared/errors';

/** How a database's drive is: full, so that nothing can be written; gone, so that nothing can be read either; or well. */
export interface Drive {
  fails: 'no-space' | 'database' | null;
}

/** A database that fails as its drive does. */
export function onDrive(database: OpenDatabase, drive: Drive): OpenDatabase {
  const reading = <T>(work: () => T): T => {
    if (drive.fails === 'database')
      throw new MaculeError({ kind: 'database', message: 'SQLITE_IOERR', retryable: true });
    return work();
  };
  const writing = <T>(work: () => T): T => {
    if (drive.fails === 'no-space') throw noSpace();
    return reading(work);
  };
  return {
    one: (...asked) => reading(() => database.one(...asked)),
    all: (...asked) => reading(() => database.all(...asked)),
    run: (...asked) => writing(() => database.run(...asked)),
    script: (sql) => writing(() => database.script(sql)),
    transaction: (work) => writing(() => database.transaction(work)),
    close: () => database.close(),
  };
}
