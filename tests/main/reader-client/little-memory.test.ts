import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PhotoReader } from '../../../src/main/reader-client/photo-reader';
import { sharp } from '../../../src/main/imaging/sharp-instance';
import { toFailure } from '../../../src/shared/errors';
import { withFolder } from '../../helpers/pictures';
import { builtReader } from '../../helpers/start-built-reader';
import { starve } from '../../helpers/starve.mjs';

/** What it can still allocate, bytes: JavaScript's own needs, no picture of 24 megapixels. */
const SPARE = 12e6;

// Only there a process can be told to take no more memory.
it.skipIf(process.platform !== 'linux')(
  'a sound photo that finds no memory is not called damaged, and comes in once there is some',
  async () => {
    await withFolder(async (folder) => {
      const save = async (name: string, width: number, height: number, format: 'jpeg' | 'png' | 'webp') => {
        const file = join(folder, name);
        const picture = sharp({ create: { width, height, channels: 3, background: '#c08070' } });
        await writeFile(file, await picture.toFormat(format).toBuffer());
        return file;
      };
      const record = { started: 0, most: 0, pid: 0 };
      const open = (): PhotoReader =>
        new PhotoReader({ start: builtReader('node', record), log: () => undefined });
      const read = (reader: PhotoReader, file: string) =>
        reader.read(file, { isKnown: () => false }).then(() => null, toFailure);
      const small = await save('small.jpg', 64, 64, 'jpeg');
      const large = await Promise.all(
        (['jpeg', 'png', 'webp'] as const).map((format) => save(`large.${format}`, 6_000, 4_000, format)),
      );

      const starved = open();
      expect(await read(starved, small)).toBeNull();
      starve(record.pid, SPARE);
      for (const file of large)
        expect(await read(starved, file)).toMatchObject({ kind: 'not-enough-memory', retryable: true });
      starved.close();

      const fed = open();
      for (const file of large) expect(await read(fed, file)).toBeNull();
      fed.close();
    });
  },
  60_000,
);
