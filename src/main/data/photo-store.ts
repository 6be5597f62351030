import { existsSync, renameSync, rmSync } from 'node:fs';
import { mkdir, open, readdir, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { ReadableStream } from 'node:stream/web';
import { MaculeError } from '../../shared/errors';
import { photoIdSchema } from '../../shared/photo/photo';
import { RENDITIONS, type Rendition } from '../../shared/photo/renditions';
import { noSpace } from './database-failure';

/** Files of one photo, written but not yet part of the store. */
export interface StagedPhoto {
  /** Makes the files part of the store: one rename. Synchronous, for use inside a database transaction. */
  publish(): void;
  /** Takes the files away again, published or not. */
  discard(): void;
}

/** A stored picture that is being read; reading it to its end or cancelling the stream closes the file. */
export interface StoredPicture {
  readonly bytes: number;
  readonly stream: ReadableStream<Uint8Array>;
}

/** The only door to the picture files: `<folder>/<photo id>/<rendition>.jpg`. */
export interface PhotoStore {
  stage(photoId: string, renditions: Readonly<Record<Rendition, Uint8Array>>): Promise<StagedPhoto>;
  /** Path of a stored picture, for the engine. Never sent to a window. */
  pathOf(photoId: string, rendition: Rendition): string;
  /** @throws MaculeError `not-found`. */
  read(photoId: string, rendition: Rendition): Promise<StoredPicture>;
  remove(photoId: string): Promise<void>;
  /** Deletes what no photo of `known` owns: leftovers of an import that was killed. @returns how many. */
  sweep(known: ReadonlySet<string>): Promise<number>;
}

/** Name of the folder in which photos are put together before they are published. */
const INCOMING = '.incoming';

/** Opens the store in a folder, which is created where it is missing. */
export async function openPhotoStore(folder: string): Promise<PhotoStore> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const folderOf = (photoId: string): string => join(folder, photoIdSchema.parse(photoId));
  const pathOf = (photoId: string, rendition: Rendition): string =>
    join(folderOf(photoId), `${rendition}.jpg`);
  return {
    pathOf,
    stage: (photoId, renditions) => stage(join(folder, INCOMING, photoId), folderOf(photoId), renditions),
    read: (photoId, rendition) => read(pathOf(photoId, rendition)),
    remove: (photoId) => rm(folderOf(photoId), { recursive: true, force: true }),
    sweep: (known) => sweep(folder, known),
  };
}

async function stage(
  incoming: string,
  target: string,
  renditions: Readonly<Record<Rendition, Uint8Array>>,
): Promise<StagedPhoto> {
  try {
    await rm(incoming, { recursive: true, force: true });
    await mkdir(incoming, { recursive: true, mode: 0o700 });
    for (const rendition of RENDITIONS) {
      await writeSynced(join(incoming, `${rendition}.jpg`), renditions[rendition]);
    }
  } catch (thrown) {
    await rm(incoming, { recursive: true, force: true });
    throw (thrown as NodeJS.ErrnoException).code === 'ENOSPC' ? noSpace(thrown) : thrown;
  }
  return {
    publish: () => renameSync(incoming, target),
    discard: () => {
      rmSync(incoming, { recursive: true, force: true });
      rmSync(target, { recursive: true, force: true });
    },
  };
}

/** Writes a file and waits until the drive has it, so that a published photo survives a power cut. */
async function writeSynced(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function read(file: string): Promise<StoredPicture> {
  try {
    const handle = await open(file, 'r');
    const { size } = await handle.stat();
    return { bytes: size, stream: streamOf(handle) };
  } catch (thrown) {
    throw new MaculeError(
      {
        kind: 'not-found',
        message: 'The stored picture of this photo is missing.',
        advice: 'Restore the newest backup, or open the original photo again.',
        retryable: false,
      },
      { cause: thrown },
    );
  }
}

const CHUNK_BYTES = 256 * 1024;

/** A file as a web stream. Node's own conversion throws outside any promise when a reader gives up half-way. */
const streamOf = (handle: FileHandle): ReadableStream<Uint8Array> =>
  new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { bytesRead, buffer } = await handle.read(new Uint8Array(CHUNK_BYTES), 0, CHUNK_BYTES, null);
      if (bytesRead > 0) return controller.enqueue(buffer.subarray(0, bytesRead));
      await handle.close();
      controller.close();
    },
    cancel: () => handle.close(),
  });

async function sweep(folder: string, known: ReadonlySet<string>): Promise<number> {
  const entries = await readdir(folder);
  const leftovers = entries.filter((name) => photoIdSchema.safeParse(name).success && !known.has(name));
  const incoming = join(folder, INCOMING);
  const unpublished = existsSync(incoming) ? await readdir(incoming) : [];
  for (const name of leftovers) await rm(join(folder, name), { recursive: true, force: true });
  await rm(incoming, { recursive: true, force: true });
  return leftovers.length + unpublished.length;
}
