import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { backUpLibrary } from '../../src/main/data/backup/back-up';
import { verifyBackup } from '../../src/main/data/backup/restore';
import { openLibrary } from '../../src/main/data/library';
import { openDataset } from '../../src/main/datasets/open-dataset';
import { readAnyDetectorFolder, writeModelFolder } from '../../src/main/engine/io/model-folder';
import { encodeJpeg } from '../../src/main/imaging/encode-jpeg';
import { importPicture } from '../../src/main/imaging/import-picture';
import { readPicture } from '../../src/main/imaging/read-picture';
import { sharp } from '../../src/main/imaging/sharp-instance';
import { createKeys, fileKeys, withUser } from '../../src/main/vault/keyring';
import { packModel, unpackModel } from '../../src/main/vault/model-file';
import { SigningKey } from '../../src/main/vault/signing-key';
import { parseKeys } from '../../src/main/vault/keys-file';
import { MODEL_FILES } from '../../src/shared/engine/model-files';
import { greyJpeg } from '../helpers/dataset-files';
import { quadrants } from '../helpers/pictures';
import { randomModel } from '../helpers/random-model';

/** Something that reads files from outside. */
export interface Importer {
  readonly name: string;
  /** Readers of labels tell line by line what is wrong instead, and go on. */
  readonly goesOn?: true;
  /** A sound file, from which hostile ones are made. */
  readonly seeds: (folder: string) => Promise<readonly Uint8Array[]>;
  /** Reads one; every refusal has to be a `MaculeError`. */
  readonly read: (bytes: Uint8Array, folder: string) => Promise<unknown>;
}

const picture = (format: 'jpeg' | 'png' | 'webp' | 'tiff'): Promise<Buffer> =>
  sharp(Buffer.from(quadrants(96, 64).data), { raw: { width: 96, height: 64, channels: 3 } })
    .toFormat(format)
    .withMetadata({ orientation: 6, exif: { IFD3: { GPSLatitude: '51/1 30/1 0/1' } } })
    .toBuffer();

/** Photos, as the process that reads them does. */
export const PICTURES: Importer = {
  name: 'pictures',
  seeds: async () => [
    await encodeJpeg(quadrants(120, 80), 90),
    ...(await Promise.all((['jpeg', 'png', 'webp', 'tiff'] as const).map(picture))),
    await readFile(join(import.meta.dirname, '../fixtures/quadrants-p3-turned.heic')),
  ],
  read: async (bytes, folder) => {
    const file = join(folder, 'hostile.jpg');
    await writeFile(file, bytes);
    return importPicture(await readPicture(file));
  },
};

const COCO = {
  images: [{ id: 1, file_name: 'a.jpg', width: 64, height: 48 }],
  categories: [{ id: 1, name: 'papule' }],
  annotations: [{ id: 1, image_id: 1, category_id: 1, bbox: [4, 5, 10, 12], circle: [9, 11, 5] }],
};
const VOC =
  '<annotation><filename>a.jpg</filename><size><width>64</width><height>48</height></size>' +
  '<object><name>papule</name><bndbox><xmin>4</xmin><ymin>5</ymin><xmax>14</xmax><ymax>17</ymax></bndbox></object></annotation>';

const labels = (
  name: string,
  path: string,
  text: string,
  more: Readonly<Record<string, string>> = {},
): Importer => ({
  name: `labels: ${name}`,
  goesOn: true,
  seeds: () => Promise.resolve([Buffer.from(text)]),
  read: async (bytes, folder) => {
    const split = join(folder, 'train');
    await mkdir(split, { recursive: true });
    await writeFile(join(split, 'a.jpg'), await greyJpeg(64, 48));
    for (const [file, content] of Object.entries(more)) await writeFile(join(split, file), content);
    await writeFile(join(split, path), bytes);
    return openDataset(folder);
  },
});

const models = (hostile: 'model.json' | 'weights.safetensors'): Importer => ({
  name: `models: ${hostile}`,
  seeds: async (folder) => {
    const { description, weights } = randomModel(3);
    await writeModelFolder(join(folder, 'model'), description, weights);
    return [await readFile(join(folder, 'model', hostile))];
  },
  read: async (bytes, folder) => {
    const { description, weights } = randomModel(3);
    const model = join(folder, 'model');
    await writeModelFolder(model, description, weights);
    await writeFile(join(model, hostile), bytes);
    return readAnyDetectorFolder(model);
  },
});

const signing = {
  ...{ key: new SigningKey(new Uint8Array(32).fill(5)), now: new Date(0), appVersion: '0' },
};

const modelFiles: Importer = {
  name: 'signed models',
  seeds: async (folder) => {
    const { description, weights } = randomModel(3);
    const model = join(folder, 'model');
    await writeModelFolder(model, description, weights);
    const names = [MODEL_FILES.description, MODEL_FILES.weights] as const;
    const contents = await Promise.all(
      names.map(async (name) => [name, await readFile(join(model, name))] as const),
    );
    return [packModel(new Map(contents), signing)];
  },
  read: (bytes) => Promise.resolve().then(() => unpackModel(bytes, 'hostile.macule-model')),
};

const PASSPHRASE = 'seven purple bicycles sleep';
const QUICK = { memoryKib: 8, passes: 1, lanes: 1 };

const keys: Importer = {
  name: 'keys',
  seeds: async () => {
    const { keys: fresh, key } = createKeys(null);
    const user = { id: '00000000-0000-4000-8000-000000000001', name: 'Dr. Keeper', passphrase: PASSPHRASE };
    return [Buffer.from(JSON.stringify(await withUser(fresh, key, user, QUICK), null, 2))];
  },
  read: (bytes) => Promise.resolve().then(() => parseKeys(Buffer.from(bytes).toString('utf8'))),
};

const backups: Importer = {
  name: 'backups',
  seeds: async (folder) => {
    const { keys: fresh, key } = createKeys(null);
    const user = { id: '00000000-0000-4000-8000-000000000001', name: 'Dr. Keeper', passphrase: PASSPHRASE };
    const named = await withUser(fresh, key, user, QUICK);
    const library = join(folder, 'library');
    await mkdir(library);
    const { database } = await openLibrary(library, fileKeys(named, key));
    const file = join(folder, 'seed.macule-backup');
    await backUpLibrary({
      ...{ library, database, keys: named, fileKeys: fileKeys(named, key), file, now: () => new Date(0) },
    });
    database.close();
    return [await readFile(file)];
  },
  read: async (bytes, folder) => {
    const file = join(folder, 'hostile.macule-backup');
    await writeFile(file, bytes);
    return verifyBackup({ file, secret: PASSPHRASE });
  },
};

/** Everything that reads files from outside. */
export const IMPORTERS: readonly Importer[] = [
  PICTURES,
  labels('COCO', 'annotations.json', JSON.stringify(COCO)),
  labels('the seed study', '_annotations.txt', 'a.jpg 4,5,14,17,0 20,20,30,31,1\n', {
    '_classes.txt': 'comedone\nnodule\n',
  }),
  labels('VOC', 'a.xml', VOC),
  labels('YOLO', 'a.txt', '0 0.14 0.23 0.16 0.25\n', { 'data.yaml': 'names: [papule]\n' }),
  labels('YOLO classes', 'data.yaml', 'names:\n  0: papule\n  1: nodule\n', {
    'a.txt': '0 0.1 0.2 0.1 0.2\n',
  }),
  models('model.json'),
  models('weights.safetensors'),
  modelFiles,
  keys,
  backups,
];
