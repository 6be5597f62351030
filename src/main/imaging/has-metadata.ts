import { sharp } from './sharp-instance';

/** Whether a picture file carries anything beside its pixels: EXIF, XMP, IPTC, a colour profile, comments. */
export async function hasMetadata(file: Uint8Array): Promise<boolean> {
  const { exif, xmp, iptc, icc, tifftagPhotoshop, comments } = await sharp(file).metadata();
  return [exif, xmp, iptc, icc, tifftagPhotoshop].some(Boolean) || (comments?.length ?? 0) > 0;
}
