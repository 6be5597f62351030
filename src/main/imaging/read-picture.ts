import { readFile, stat } from 'node:fs/promises';
import { detectFormat, type PictureFormat } from './picture-format';
import { unreadableFile, unsupportedFormat } from './picture-failures';
import { openedPicture } from './sealed-pictures';

/** A picture file in memory, so that fingerprint, pixels and capture time all come from the same bytes. */
export interface PictureFile {
  readonly file: string;
  readonly format: PictureFormat;
  readonly bytes: Buffer;
}

/** Larger files are no photographs; reading one would fill the memory. Bytes. */
const MAX_BYTES = 1_500_000_000;

const REASONS: Readonly<Record<string, readonly [why: string, advice: string]>> = {
  ENOENT: ['there is no such file', 'Check the name, or whether the drive or card is still connected.'],
  ENOTDIR: ['there is no such file', 'Check the name of the file and of its folder.'],
  EACCES: ['you do not have permission to open it', 'Ask the owner of the file for permission to read it.'],
  EPERM: ['you do not have permission to open it', 'Ask the owner of the file for permission to read it.'],
  EBUSY: ['another program is using it', 'Close the other program and open the photo again.'],
  EIO: ['the drive reports an error', 'Copy the photo to another drive and open the copy.'],
  EMFILE: ['too many files are open', 'Close other programs and open the photo again.'],
};

/**
 * Reads a picture file and tells its format from its content.
 * @throws MaculeError `unreadable-file`, `unsupported-format`.
 */
export async function readPicture(file: string): Promise<PictureFile> {
  const bytes = openedPicture(file, await readBytes(file));
  const detected = detectFormat(bytes);
  if (!detected.supported) throw unsupportedFormat(file, detected.what);
  return { file, format: detected.format, bytes };
}

async function readBytes(file: string): Promise<Buffer> {
  try {
    const { size, ...info } = await describe(file);
    if (info.isFolder) throw unreadableFile(file, 'it is a folder', 'Choose the photos inside it.');
    if (!info.isFile) throw unreadableFile(file, 'it is a device, not a file', 'Choose a photo file.');
    if (size === 0)
      throw unreadableFile(file, 'the file is empty', 'Copy it again from the camera or phone.');
    if (size > MAX_BYTES) throw unsupportedFormat(file, 'larger than any photo');
    return await readFile(file);
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code;
    if (code === undefined) throw thrown;
    const [why, advice] = REASONS[code] ?? [
      `the system reports ${code}`,
      'Copy the photo elsewhere and try again.',
    ];
    throw unreadableFile(file, why, advice, thrown);
  }
}

async function describe(file: string): Promise<{ size: number; isFile: boolean; isFolder: boolean }> {
  const info = await stat(file);
  return { size: info.size, isFile: info.isFile(), isFolder: info.isDirectory() };
}
