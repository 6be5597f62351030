import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { File as H5File } from 'h5wasm/node';
import { MaculeError, type FailureKind } from '../../../../shared/errors';

/** What an HDF5 file starts with (HDF5 specification, superblock). */
const SIGNATURE = Buffer.from([0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]);

/** An array in an HDF5 file. */
export interface Hdf5Dataset {
  readonly shape: readonly number[];
  /**
   * Reads the whole array from disk.
   * @throws MaculeError `unreadable-file`, or `unsupported-format` where it holds no 32- or 64-bit floats.
   */
  read(): Float32Array;
}

/** The parts of an HDF5 file that weights need. Paths have no leading slash; '' is the root. */
export interface Hdf5File {
  /** File name without its folder. */
  readonly name: string;
  /** Names inside a group; none where there is no such group. */
  children(group: string): readonly string[];
  /** An attribute that is a text or a list of texts; null where there is none. */
  texts(object: string, attribute: string): readonly string[] | null;
  dataset(path: string): Hdf5Dataset | null;
  close(): void;
}

/**
 * Opens an HDF5 file without reading its arrays.
 * @throws MaculeError `not-found`, `unsupported-format` where it is no HDF5 file, `unreadable-file` where it
 *   is cut off or damaged.
 */
export async function openHdf5(file: string): Promise<Hdf5File> {
  const name = basename(file);
  await checkSignature(file, name);
  // 4 MB of WebAssembly: loaded when a file is really to be read.
  const { File, Group, Dataset, ready } = await import('h5wasm/node');
  // Otherwise the library writes its errors to the console and goes on.
  (await ready).activate_throwing_error_handler();
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (cause) {
      if (cause instanceof MaculeError) throw cause;
      throw damaged(name, cause);
    }
  };
  const h5: H5File = guarded(() => new File(file, 'r'));
  const entity = (path: string) => (path === '' ? h5 : h5.get(path));
  return {
    name,
    children: (group) =>
      guarded(() => {
        const found = entity(group);
        return found instanceof Group ? found.keys() : [];
      }),
    texts: (object, attribute) =>
      guarded(() => {
        const found = entity(object);
        if (!(found instanceof Group)) return null;
        const value = found.attrs[attribute]?.value;
        if (value === undefined || value === null) return null;
        if (typeof value === 'string') return [value];
        // Keras writes an empty list of names as an empty list of numbers.
        return Array.from(value as Iterable<unknown>, String);
      }),
    dataset: (path) =>
      guarded(() => {
        const found = entity(path);
        if (!(found instanceof Dataset)) return null;
        return {
          shape: found.shape ?? [],
          read: () => guarded(() => floats(found.dtype === '<e' ? null : found.value, name, path)),
        };
      }),
    close: () => void h5.close(),
  };
}

async function checkSignature(file: string, name: string): Promise<void> {
  const handle = await open(file).catch((cause: NodeJS.ErrnoException) => {
    const [kind, why]: [FailureKind, string] =
      cause.code === 'ENOENT' ? ['not-found', 'is not there'] : ['unreadable-file', 'cannot be opened'];
    throw failure(kind, name, `The file “${name}” ${why}.`, 'Choose another file.', cause);
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(SIGNATURE.length), 0, SIGNATURE.length, 0);
    if (bytesRead === SIGNATURE.length && buffer.equals(SIGNATURE)) return;
    throw failure(
      'unsupported-format',
      name,
      `“${name}” is not an HDF5 file.`,
      'Choose a weights file that Keras saved with the ending .h5.',
    );
  } catch (cause) {
    if (cause instanceof MaculeError) throw cause;
    throw failure('unreadable-file', name, `“${name}” cannot be read.`, 'Choose another file.', cause);
  } finally {
    await handle.close();
  }
}

function floats(value: unknown, file: string, path: string): Float32Array {
  if (value instanceof Float32Array) return value;
  if (value instanceof Float64Array) return Float32Array.from(value);
  throw failure(
    'unsupported-format',
    file,
    `The array ${path} in “${file}” holds no 32-bit numbers.`,
    'Save the weights with Keras’s usual precision, float32.',
  );
}

function damaged(name: string, cause: unknown): MaculeError {
  const cut = String(cause).includes('truncated');
  return failure(
    'unreadable-file',
    name,
    `“${name}” is ${cut ? 'cut off: its end is missing' : 'damaged'}.`,
    'Fetch or copy it again.',
    cause,
  );
}

const failure = (kind: FailureKind, file: string, message: string, advice: string, cause?: unknown) =>
  new MaculeError({ kind, message, file, advice, retryable: false }, { cause });
