import { existsSync, renameSync, rmSync } from 'node:fs';
import { mkdir, open, readdir, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { ReadableStream } from 'node:stream/web';
import { MaculeError } from '../../shared/errors';
import { photoIdSchema } from '../../shared/photo/photo';
import { RENDITIONS, type Rendition } from '../../shared/photo/renditions';
import { pictureIdentity, SEALED_ENDING } from '../vault/picture-identity';
import { contentBytes, HEADER_BYTES, Opener, pieceAt, seal, type FileKeys } from '../vault/sealed-file';
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

/** What was found amiss in a store. */
export interface Swept {
  /** Leftovers that were deleted. */
  readonly leftovers: number;
  /** Photos whose pictures are gone; they come back when the same file is imported again. */
  readonly missing: number;
}

/** The only door to the picture files, sealed one by one: `<folder>/<photo id>/<rendition>.sealed`. */
export interface PhotoStore {
  stage(photoId: string, renditions: Readonly<Record<Rendition, Uint8Array>>): Promise<StagedPhoto>;
  /** Path of a stored picture, for processes that have the keys. Never sent to a window. */
  pathOf(photoId: string, rendition: Rendition): string;
  /** @throws MaculeError `not-found`. */
  read(photoId: string, rendition: Rendition): Promise<StoredPicture>;
  remove(photoId: string): Promise<void>;
  /** Whether all pictures of a photo are there. */
  has(photoId: string): boolean;
  /** Deletes what an import that was killed has not published. Before any other is begun. @returns how many photos. */
  clearIncoming(): Promise<number>;
  /**
   * Deletes what no photo owns: leftovers of an import that was killed.
   * @param known ids of the photos; asked once the folders are listed, so that photos may come in meanwhile.
   */
  sweep(known: () => ReadonlySet<string>): Promise<Swept>;
}

/** Whether a folder of the store is that of a photo. */
export const isPhotoFolder = (name: string): boolean => photoIdSchema.safeParse(name).success;

/** Whether a file in a photo's folder is one of its pictures: systems and people leave others there. */
export const isPictureFile = (name: string): boolean =>
  RENDITIONS.some((rendition) => name === `${rendition}${SEALED_ENDING}`);

/** Name of the folder in which photos are put together before they are published. */
const INCOMING = '.incoming';

/** Opens the store in a folder, which is created where it is missing. */
export async function openPhotoStore(folder: string, keys: FileKeys): Promise<PhotoStore> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const folderOf = (photoId: string): string => join(folder, photoIdSchema.parse(photoId));
  const pathOf = (photoId: string, rendition: Rendition): string =>
    join(folderOf(photoId), `${rendition}${SEALED_ENDING}`);
  return {
    pathOf,
    stage: (photoId, renditions) =>
      stage(join(folder, INCOMING, photoId), folderOf(photoId), renditions, keys),
    read: (photoId, rendition) => read(pathOf(photoId, rendition), keys),
    remove: (photoId) => rm(folderOf(photoId), { recursive: true, force: true }),
    has: (photoId) => RENDITIONS.every((rendition) => existsSync(pathOf(photoId, rendition))),
    clearIncoming: () => clearIncoming(join(folder, INCOMING)),
    sweep: (known) => sweep(folder, known),
  };
}

async function stage(
  incoming: string,
  target: string,
  renditions: Readonly<Record<Rendition, Uint8Array>>,
  { current }: FileKeys,
): Promise<StagedPhoto> {
  try {
    await rm(incoming, { recursive: true, force: true });
    await mkdir(incoming, { recursive: true, mode: 0o700 });
    for (const rendition of RENDITIONS) {
      const file = join(incoming, `${rendition}${SEALED_ENDING}`);
      await writeSynced(file, seal(current, pictureIdentity(file), renditions[rendition]));
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

async function read(file: string, keys: FileKeys): Promise<StoredPicture> {
  const handle = await open(file, 'r').catch((thrown: unknown) => {
    throw missing(thrown);
  });
  try {
    const { size } = await handle.stat();
    const header = new Uint8Array(HEADER_BYTES);
    await handle.read(header, 0, HEADER_BYTES, 0);
    const opener = new Opener(keys, pictureIdentity(file), header, size);
    return { bytes: contentBytes(size), stream: streamOf(handle, size, opener) };
  } catch (thrown) {
    await handle.close();
    throw thrown;
  }
}

const missing = (cause: unknown): MaculeError =>
  new MaculeError(
    {
      kind: 'not-found',
      message: 'The stored picture of this photo is missing.',
      advice: 'Restore the newest backup, or open the original photo again.',
      retryable: false,
    },
    { cause },
  );

/**
 * The content of a sealed file as a web stream, piece by piece; a piece that was changed ends it with an error. Node's
 * own conversion of files throws outside any promise when a reader gives up half-way.
 */
function streamOf(handle: FileHandle, size: number, opener: Opener): ReadableStream<Uint8Array> {
  let piece = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { from, length } = pieceAt(piece, size);
      if (length <= 0) {
        await handle.close();
        return controller.close();
      }
      const sealed = new Uint8Array(length);
      try {
        const { bytesRead } = await handle.read(sealed, 0, length, from);
        controller.enqueue(opener.open(sealed.subarray(0, bytesRead)));
        piece += 1;
      } catch (thrown) {
        await handle.close();
        throw thrown;
      }
    },
    cancel: () => handle.close(),
  });
}

async function clearIncoming(incoming: string): Promise<number> {
  const unpublished = existsSync(incoming) ? await readdir(incoming) : [];
  await rm(incoming, { recursive: true, force: true });
  return unpublished.length;
}

async function sweep(folder: string, known: () => ReadonlySet<string>): Promise<Swept> {
  const entries = (await readdir(folder)).filter(isPhotoFolder);
  const ids = known();
  const leftovers = entries.filter((name) => !ids.has(name));
  for (const name of leftovers) await rm(join(folder, name), { recursive: true, force: true });
  const there = new Set(entries);
  // What came in since the folders were listed is there.
  const missing = [...ids].filter((photoId) => !there.has(photoId) && !existsSync(join(folder, photoId)));
  return { leftovers: leftovers.length, missing: missing.length };
}
