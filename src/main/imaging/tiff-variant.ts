const NEW_SUBFILE_TYPE = 254;
const PHOTOMETRIC = 262;
const DNG_VERSION = 50706;
const COLOUR_FILTER_ARRAY = 32803;
const LINEAR_RAW = 34892;

/**
 * Most camera raw formats (CR2, NEF, ARW, DNG, PEF) are TIFF files whose first picture is a small preview.
 * Opening that preview as if it were the photo would be wrong, so they are told apart by the tags of the
 * first directory (TIFF 6.0 section 2, DNG 1.7): a reduced-size first picture, a sensor mosaic, a DNG version.
 * @returns null where the bytes are no TIFF file.
 */
export function tiffVariant(bytes: Uint8Array): 'picture' | 'raw' | null {
  if (bytes.length < 8) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return null;
  const little = order === 0x4949;
  const version = view.getUint16(2, little);
  // BigTIFF: no camera writes raw files in it.
  if (version === 43) return 'picture';
  if (version !== 42) return null;
  if (bytes[8] === 0x43 && bytes[9] === 0x52) return 'raw';
  const tags = firstDirectory(view, little);
  const photometric = tags.get(PHOTOMETRIC);
  const isRaw =
    tags.has(DNG_VERSION) ||
    photometric === COLOUR_FILTER_ARRAY ||
    photometric === LINEAR_RAW ||
    ((tags.get(NEW_SUBFILE_TYPE) ?? 0) & 1) === 1;
  return isRaw ? 'raw' : 'picture';
}

/** Tag → first value (16 or 32 bits) of the first image directory; empty where it lies outside the file. */
function firstDirectory(view: DataView, little: boolean): ReadonlyMap<number, number> {
  const tags = new Map<number, number>();
  const start = view.getUint32(4, little);
  if (start + 2 > view.byteLength) return tags;
  const count = view.getUint16(start, little);
  for (let index = 0; index < count; index += 1) {
    const entry = start + 2 + index * 12;
    if (entry + 12 > view.byteLength) break;
    const isShort = view.getUint16(entry + 2, little) === 3;
    const value = isShort ? view.getUint16(entry + 8, little) : view.getUint32(entry + 8, little);
    tags.set(view.getUint16(entry, little), value);
  }
  return tags;
}
