import { stat } from 'node:fs/promises';
import { MaculeError } from '../../shared/errors';
import { PUBLISHED_WEIGHTS, type BackboneId, type PublishedWeights } from '../../shared/backbones/catalogue';
import { cancelled } from './download-failures';
import type { Download } from './download';
import { downloadFile, type DownloadOptions } from './download-file';
import { fileMd5 } from './file-md5';
import { downloadedFile } from './places';

export interface FetchBackboneOptions extends DownloadOptions {
  /** Folder of a mirror that holds the files under their published names. */
  readonly mirror?: string;
  /** What is published; tests name files of their own. */
  readonly published?: Readonly<Record<BackboneId, PublishedWeights>>;
}

/**
 * Fetches a backbone's published weights and checks them, unless they are there already.
 * @returns the verified file in `folder`, for the engine to take over.
 * @throws MaculeError as {@link downloadFile}; `invalid-input` where the mirror is no web address.
 */
export async function fetchBackbone(
  folder: string,
  id: BackboneId,
  { mirror, published = PUBLISHED_WEIGHTS, ...options }: FetchBackboneOptions,
): Promise<string> {
  const weights = published[id];
  const file = downloadedFile(folder, id);
  const url = mirror === undefined ? weights.url : mirrored(mirror, weights.file);
  const download = { url, bytes: weights.bytes, md5: weights.md5 };
  if (!(await isThere(download, file, options.signal))) await downloadFile(download, file, options);
  return file;
}

/** Whether an earlier download is complete and sound. */
async function isThere({ bytes, md5, url }: Download, file: string, signal?: AbortSignal): Promise<boolean> {
  try {
    const { size } = await stat(file);
    return size === bytes && (await fileMd5(file, signal)) === md5;
  } catch {
    if (signal?.aborted) throw cancelled({ bytes, md5, url }, bytes);
    return false;
  }
}

function mirrored(mirror: string, file: string): string {
  const folder = mirror.endsWith('/') ? mirror : `${mirror}/`;
  if (URL.canParse(file, folder) && /^https?:/.test(folder)) return new URL(file, folder).href;
  throw new MaculeError({
    kind: 'invalid-input',
    message: `“${mirror}” is no web address.`,
    advice: 'Give the address of a folder, such as https://mirror.example/keras/.',
    retryable: false,
  });
}
