import { MaculeError } from '../../shared/errors';
import type { RgbImage } from '../../shared/photo/rgb-image';
import { profileOfColour } from './coded-colour';
import { decodeHeic } from './decode-heic';
import { checkCancelled, checkPictureSize, undecodable } from './picture-failures';
import type { PictureFile } from './read-picture';
import { sharp, type Sharp } from './sharp-instance';
import { wrapAsTiff } from './wrap-as-tiff';

export interface DecodeOptions {
  /** Reduces the picture so that its longer side has at most this many pixels; never enlarges. */
  readonly longSide?: number;
  /** Brings every picture to a square of this many pixels a side, whatever its own shape; in place of `longSide`. */
  readonly squareSide?: number;
  /** Shortest side that is taken, pixels, where less than a photo's will do. */
  readonly smallestSide?: number;
  readonly signal?: AbortSignal;
  /** Called with the pixels that the file's header promises, before they are decoded. */
  readonly onMeasured?: (pixels: number) => void;
}

/** An upright photo with the size it had before any reduction, pixels. */
export interface LoadedPhoto extends RgbImage {
  readonly fullWidth: number;
  readonly fullHeight: number;
}

/**
 * Turns a picture file into what the rest of Macule works with: upright (EXIF orientation applied), colour
 * profile converted to sRGB, 8 bits, three channels, transparency laid on white.
 * @throws MaculeError `unreadable-file`, `picture-too-large`, `picture-too-small`, `not-enough-memory`, `cancelled`.
 */
export async function decodePicture(picture: PictureFile, options: DecodeOptions = {}): Promise<LoadedPhoto> {
  const { signal } = options;
  checkCancelled(picture.file, signal);
  try {
    const { pipeline, fullWidth, fullHeight } = await openUpright(picture, options);
    const { data, info } = await resized(pipeline, options)
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    checkCancelled(picture.file, signal);
    return { width: info.width, height: info.height, data: threeChannels(data, info), fullWidth, fullHeight };
  } catch (thrown) {
    if (thrown instanceof MaculeError) throw thrown;
    checkCancelled(picture.file, signal);
    throw undecodable(picture.file, thrown);
  }
}

function resized(pipeline: Sharp, { longSide, squareSide }: DecodeOptions): Sharp {
  if (squareSide !== undefined)
    return pipeline.resize({ width: squareSide, height: squareSide, fit: 'fill' });
  if (longSide === undefined) return pipeline;
  return pipeline.resize({ width: longSide, height: longSide, fit: 'inside', withoutEnlargement: true });
}

interface UprightPipeline {
  readonly pipeline: Sharp;
  readonly fullWidth: number;
  readonly fullHeight: number;
}

// The limit is checked by hand, to give it a sentence of its own. Warnings are common in sound files.
const INPUT = { limitInputPixels: false, failOn: 'error' } as const;

async function openUpright(
  picture: PictureFile,
  { signal, onMeasured, smallestSide }: DecodeOptions,
): Promise<UprightPipeline> {
  const metadata = await sharp(picture.bytes, INPUT).metadata();
  if (picture.format !== 'heic') {
    const { width, height } = metadata.autoOrient;
    checkPictureSize(picture.file, width, height, smallestSide);
    onMeasured?.(width * height);
    return { pipeline: sharp(picture.bytes, INPUT).autoOrient(), fullWidth: width, fullHeight: height };
  }
  // HEIC carries its turn in the container (irot, imir), which libheif applies; EXIF repeats it and is ignored.
  checkPictureSize(picture.file, metadata.width, metadata.height);
  onMeasured?.(metadata.width * metadata.height);
  const { width, height, data, colour } = await decodeHeic(picture.bytes, metadata.pagePrimary ?? 0, signal);
  checkPictureSize(picture.file, width, height);
  // Where a file has a profile and code points, the profile says more; libheif needs the others for its matrix.
  const profile = metadata.icc ?? (colour && (await profileOfColour(colour)));
  const pipeline = profile
    ? sharp(wrapAsTiff(data, width, height, profile), INPUT)
    : sharp(data, { ...INPUT, raw: { width, height, channels: 4 } });
  return { pipeline, fullWidth: width, fullHeight: height };
}

/** sharp gives greyscale pictures a single channel where nothing else asked for three. */
function threeChannels(data: Buffer, info: { readonly channels: number }): Uint8Array {
  if (info.channels === 3) return data;
  if (info.channels !== 1) throw new Error(`A decoded picture has ${info.channels} channels.`);
  const rgb = new Uint8Array(data.length * 3);
  for (let index = 0; index < data.length; index += 1) rgb.fill(data[index] ?? 0, index * 3, index * 3 + 3);
  return rgb;
}
