import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { unzip } from '../../scripts/bootstrap/zip.mjs';
import { withFolder } from '../helpers/pictures';

interface Member {
  readonly name: string;
  readonly content: string;
  readonly deflated?: boolean;
  readonly mode?: number;
}

/** A ZIP archive; checksums are left at 0, because the reader's caller checks the whole by its hash. */
function zip(members: readonly Member[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, deflated = false, mode = 0o644 } of members) {
    const packed = deflated ? deflateRawSync(content) : Buffer.from(content);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(deflated ? 8 : 0, 4);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(Buffer.byteLength(content), 18);
    shared.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE((0o100000 | mode) * 0x10000, 6);
    rest.writeUInt32LE(offset, 10);
    const version = Buffer.from([20, 3]);
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), version, shared, rest, Buffer.from(name)]),
    );
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}

async function unpacked(members: readonly Member[], rename: (name: string) => string | undefined) {
  return withFolder(async (folder) => {
    const [archive, target] = [join(folder, 'a.zip'), join(folder, 'out')];
    await writeFile(archive, zip(members));
    unzip(archive, target, rename);
    const files = (await readdir(target, { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    );
    return Object.fromEntries(
      await Promise.all(
        files.map(async ({ parentPath, name }) => {
          const path = join(parentPath, name);
          const { mode } = await stat(path);
          return [path.slice(target.length + 1), [await readFile(path, 'utf8'), mode & 0o777]] as const;
        }),
      ),
    );
  });
}

describe('unzip', () => {
  test('writes stored and deflated members with their permissions, under the names it is told', async () => {
    const members = [
      { name: 'App/', content: '' },
      { name: 'App/App', content: 'run '.repeat(500), deflated: true, mode: 0o755 },
      { name: 'App/locales/de.pak', content: 'Wörter' },
      { name: 'App/resources/app.asar', content: 'unwanted' },
    ];
    const rename = (name: string) =>
      name.includes('resources') ? undefined : name.replace('App/', '').replace(/^App$/, 'electron');
    expect(await unpacked(members, rename)).toEqual({
      electron: ['run '.repeat(500), 0o755],
      [join('locales', 'de.pak')]: ['Wörter', 0o644],
    });
  });

  test('refuses a name that leads out of the folder', async () => {
    await expect(unpacked([{ name: '../../evil', content: 'x' }], (name) => name)).rejects.toThrow(
      'leads out',
    );
  });

  test('refuses what is no archive, or half of one', async () => {
    await withFolder(async (folder) => {
      const archive = join(folder, 'a.zip');
      for (const bytes of [Buffer.from('hello'), zip([{ name: 'a', content: 'b' }]).subarray(0, 40)]) {
        await writeFile(archive, bytes);
        expect(() => unzip(archive, join(folder, 'out'), (name) => name)).toThrow('not a ZIP');
      }
    });
  });
});
