import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { readJsonRecord, writeJsonRecord } from '../../../src/main/updates/json-record';
import { withFolder } from '../../helpers/pictures';

const schema = z.object({ failures: z.number() });

it('keeps what was there, and says which file cannot be written, where it cannot', () =>
  withFolder((folder) => {
    const file = join(folder, 'unlock-attempts.json');
    writeJsonRecord(file, { failures: 1 });
    // In the way of what is written in place of the record.
    mkdirSync(`${file}.${process.pid}.partial`);
    expect(() => writeJsonRecord(file, { failures: 2 })).toThrow(
      '“unlock-attempts.json” cannot be written (EISDIR).',
    );
    expect(readJsonRecord(file, schema)).toEqual({ failures: 1 });
    return Promise.resolve();
  }));
