import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Dataset, LabelledPhoto } from '../../datasets/dataset';
import { inParallel } from '../../datasets/in-parallel';
import { openedPicture } from '../../imaging/sealed-pictures';
import { SEALED_ENDING } from '../../vault/picture-identity';
import type { Told } from './training-task';

/** Files read at once, and between two words about how far it is. */
const AT_ONCE = 8;
const A_WORD = 64;

/** What a file holds; of a sealed one its content, which stays the same under another key. */
export interface FileContent {
  readonly bytes: number;
  /** SHA-256, hexadecimal. */
  readonly sha256: string;
}

/** Contents by absolute path; null for files that can't be read. */
export type FileContents = ReadonlyMap<string, FileContent | null>;

/** Reads all photos of datasets once. A signal ends it between two words. */
export async function* fileContents(datasets: readonly Dataset[]): Told<FileContents> {
  const files = [...new Set(datasets.flatMap(({ photos }) => photos.map(({ file }) => file)))];
  const found = new Map<string, FileContent | null>();
  for (let from = 0; from < files.length; from += A_WORD) {
    yield { stage: 'reading', done: from, total: files.length };
    const part = files.slice(from, from + A_WORD);
    const contents = await inParallel(part, AT_ONCE, contentOf);
    part.forEach((file, index) => found.set(file, contents[index] ?? null));
  }
  yield { stage: 'reading', done: files.length, total: files.length };
  return found;
}

async function contentOf(file: string): Promise<FileContent | null> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const part of partsOf(file)) {
      hash.update(part);
      bytes += part.byteLength;
    }
    return { bytes, sha256: hash.digest('hex') };
  } catch {
    // Told when the photo is needed: one broken file must not end a run of hours.
    return null;
  }
}

async function* partsOf(file: string): AsyncGenerator<Buffer> {
  if (file.endsWith(SEALED_ENDING)) yield openedPicture(file, await readFile(file));
  else yield* createReadStream(file) as AsyncIterable<Buffer>;
}

/**
 * A hash of all that a run learns from and is measured on: names, sizes, contents and labels of all photos,
 * whatever their order and wherever the folder lies.
 * @returns SHA-256, hexadecimal.
 */
export function dataFingerprint(datasets: readonly Dataset[], contents: FileContents): string {
  const lines = datasets.flatMap(({ name, photos }) =>
    photos.map((photo) => JSON.stringify([name, ...photoLine(photo, contents.get(photo.file) ?? null)])),
  );
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
}

const photoLine = (
  { split, fileName, stem, labels, presence, crop }: LabelledPhoto,
  content: FileContent | null,
): readonly unknown[] => [
  split,
  fileName,
  stem,
  content && [content.bytes, content.sha256],
  labels.map(({ label, box: { x, y, width, height } }) => [label, x, y, width, height]),
  presence ?? null,
  ...(crop === undefined ? [] : [crop]),
];
