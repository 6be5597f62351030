import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadPixels } from '../../../src/main/imaging/load-pixels';
import { sharp } from '../../../src/main/imaging/sharp-instance';
import { MaculeError, type Failure } from '../../../src/shared/errors';
import { quadrants, withFolder } from '../../helpers/pictures';

const HEIC = fileURLToPath(new URL('../../fixtures/quadrants-p3-turned.heic', import.meta.url));
const picture = (width = 320, height = 240) =>
  sharp(quadrants(width, height).data, { raw: { width, height, channels: 3 } });

async function refusal(name: string, prepare: (file: string) => Promise<unknown>): Promise<Failure> {
  return withFolder(async (folder) => {
    const file = join(folder, name);
    await prepare(file);
    const thrown: unknown = await loadPixels(file).then(
      () => null,
      (error: unknown) => error,
    );
    if (!(thrown instanceof MaculeError))
      throw new Error(`${name} was not refused properly`, { cause: thrown });
    // Privacy: a sentence names the file, never its folder.
    expect(JSON.stringify(thrown.failure)).not.toContain(folder);
    expect(thrown.failure.file).toBe(name);
    expect(thrown.failure.message).toContain(name);
    expect(thrown.failure.advice).toMatch(/\.$/);
    return thrown.failure;
  });
}

const holding = (bytes: string | Uint8Array | Promise<Uint8Array>) => async (file: string) =>
  writeFile(file, await bytes);
const half = async (bytes: Promise<Buffer>): Promise<Buffer> => {
  const whole = await bytes;
  return whole.subarray(0, Math.floor(whole.length * 0.6));
};

/** A TIFF whose first directory holds the given tags as single 16-bit values. */
function tiffWithTags(tags: readonly (readonly [number, number])[]): Buffer {
  const bytes = Buffer.alloc(10 + tags.length * 12 + 4);
  bytes.write('II*\0', 0, 'latin1');
  bytes.writeUInt32LE(8, 4);
  bytes.writeUInt16LE(tags.length, 8);
  tags.forEach(([tag, value], index) => {
    bytes.writeUInt16LE(tag, 10 + index * 12);
    bytes.writeUInt16LE(3, 12 + index * 12);
    bytes.writeUInt32LE(1, 14 + index * 12);
    bytes.writeUInt16LE(value, 18 + index * 12);
  });
  return bytes;
}

describe('pictures that are refused', () => {
  it.each([
    ['JPEG', () => half(picture().jpeg().toBuffer())],
    ['PNG', () => half(picture().png({ compressionLevel: 0 }).toBuffer())],
    ['WebP', () => half(picture().webp({ lossless: true }).toBuffer())],
    ['TIFF', () => half(picture().tiff({ compression: 'none' }).toBuffer())],
    ['HEIC', () => half(readFile(HEIC))],
    ['JPEG of only its signature', () => Promise.resolve(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))],
    ['TIFF of only its signature', () => Promise.resolve(Buffer.from('II*\0\x08\0\0\0', 'latin1'))],
  ])('a truncated %s is damaged', async (_, bytes) => {
    expect((await refusal('photo.jpg', holding(bytes()))).kind).toBe('unreadable-file');
  });

  it.each([
    ['a GIF picture', 'GIF89a........'],
    ['a PDF document', '%PDF-1.7'],
    ['a video or another media file', '\0\0\0\x14ftypqt  \0\0\0\0qt  '],
    ['an AVIF picture', '\0\0\0\x18ftypmif1\0\0\0\0avif'],
    ['not a photo in a known format', 'These are the notes of a visit.'],
    ['not a photo in a known format', 'x'],
  ])('%s is named', async (what, content) => {
    const failure = await refusal('photo.jpg', holding(Buffer.from(content, 'latin1')));
    expect(failure).toMatchObject({ kind: 'unsupported-format', message: expect.stringContaining(what) });
  });

  it.each([
    ['a DNG', [[50706, 1]]],
    ['a preview before the raw picture', [[254, 1]]],
    ['a sensor mosaic', [[262, 32803]]],
  ] as const)('a camera raw file with %s does not pass as TIFF', async (_, tags) => {
    const failure = await refusal('photo.tif', holding(tiffWithTags(tags)));
    expect(failure.message).toContain('a camera raw photo');
  });

  it.each([
    ['a folder', mkdir],
    ['empty', holding('')],
    ['no such file', () => Promise.resolve()],
  ])('says that it is %s', async (what, prepare) => {
    const failure = await refusal('photo.jpg', prepare);
    expect(failure).toMatchObject({ kind: 'unreadable-file', message: expect.stringContaining(what) });
  });

  it('too small', async () => {
    const failure = await refusal('photo.png', holding(picture(400, 31).png().toBuffer()));
    expect(failure).toMatchObject({
      kind: 'picture-too-small',
      message: expect.stringContaining('400 × 31'),
    });
  });

  it('too large, without decoding it', async () => {
    const bytes = await picture().png().toBuffer();
    // The header alone claims 40,000 × 40,000; the checksum of the header has to agree.
    const header = Buffer.from(bytes);
    header.writeUInt32BE(40_000, 16);
    header.writeUInt32BE(40_000, 20);
    header.writeUInt32BE(crc32(header.subarray(12, 29)), 29);
    const failure = await refusal('photo.png', holding(header));
    expect(failure).toMatchObject({ kind: 'picture-too-large', message: expect.stringContaining('40000') });
  });
});

/** The checksum of PNG chunks (ISO 3309). */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}
