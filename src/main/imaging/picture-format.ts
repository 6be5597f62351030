import { tiffVariant } from './tiff-variant';

export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'tiff' | 'heic';

/** What the first bytes of a file say it is; `what` completes “the file is …”. */
export type DetectedFormat =
  | { readonly supported: true; readonly format: PictureFormat }
  | { readonly supported: false; readonly what: string };

const startsWith = (bytes: Uint8Array, signature: readonly number[], offset = 0): boolean =>
  signature.every((byte, index) => bytes[offset + index] === byte);
const ascii = (text: string): readonly number[] => [...text].map((letter) => letter.charCodeAt(0));

/** Brands of ISO/IEC 23008-12 that hold HEVC-coded or, for the structural ones, any-coded stills. */
const HEIC_BRANDS = ['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'hevm', 'hevs', 'mif1', 'msf1'];
const AVIF_BRANDS = ['avif', 'avis'];

const OTHERS: readonly (readonly [what: string, signature: readonly number[], offset?: number])[] = [
  ['a GIF picture', ascii('GIF8')],
  ['a BMP picture', ascii('BM')],
  ['a Photoshop document', ascii('8BPS')],
  ['a PDF document', ascii('%PDF')],
  ['a JPEG XL picture', [0xff, 0x0a]],
  ['a JPEG XL picture', [0, 0, 0, 0x0c, 0x4a, 0x58, 0x4c, 0x20]],
  ['a JPEG 2000 picture', [0, 0, 0, 0x0c, 0x6a, 0x50, 0x20, 0x20]],
  ['a DICOM file', ascii('DICM'), 128],
  ['an Olympus raw photo', ascii('IIRO')],
  ['an Olympus raw photo', ascii('IIRS')],
  ['a Panasonic raw photo', [0x49, 0x49, 0x55, 0x00]],
  ['a Fujifilm raw photo', ascii('FUJIFILMCCD-RAW')],
  ['an icon file', [0, 0, 1, 0]],
  ['a ZIP archive or office document', ascii('PK\x03\x04')],
  ['an SVG drawing', ascii('<svg')],
];

/** Tells a picture's format from its content; file names are not trusted. */
export function detectFormat(bytes: Uint8Array): DetectedFormat {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return { supported: true, format: 'jpeg' };
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) {
    return { supported: true, format: 'png' };
  }
  if (startsWith(bytes, ascii('RIFF')) && startsWith(bytes, ascii('WEBP'), 8)) {
    return { supported: true, format: 'webp' };
  }
  if (startsWith(bytes, ascii('ftyp'), 4)) return detectIsoMedia(bytes);
  const variant = tiffVariant(bytes);
  if (variant === 'picture') return { supported: true, format: 'tiff' };
  if (variant === 'raw') return { supported: false, what: 'a camera raw photo' };
  const other = OTHERS.find(([, signature, offset]) => startsWith(bytes, signature, offset));
  return { supported: false, what: other?.[0] ?? 'not a photo in a known format' };
}

/** Files that start with an ISO base media `ftyp` box: HEIC, AVIF, videos. */
function detectIsoMedia(bytes: Uint8Array): DetectedFormat {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = Math.min(view.getUint32(0), bytes.length, 256);
  const brands: string[] = [];
  for (let offset = 8; offset + 4 <= end; offset += 4) {
    // The four bytes after the major brand are its version.
    if (offset !== 12) brands.push(String.fromCharCode(...bytes.subarray(offset, offset + 4)));
  }
  const major = brands[0] ?? '';
  if (AVIF_BRANDS.some((brand) => brands.includes(brand)))
    return { supported: false, what: 'an AVIF picture' };
  if (HEIC_BRANDS.includes(major)) return { supported: true, format: 'heic' };
  if (major.startsWith('crx')) return { supported: false, what: 'a Canon raw photo' };
  return { supported: false, what: 'a video or another media file' };
}
