import { RENDITION_SIDES, type Rendition } from '../../shared/photo/renditions';
import type { RgbImage } from '../../shared/photo/rgb-image';
import { sharp, type Sharp } from './sharp-instance';

/**
 * Quality of the full rendition: with full-resolution colour, its pixels differ from the source by a grey
 * level or two, below sensor noise. It is what the detector reads.
 */
const FULL = { quality: 97, chromaSubsampling: '4:4:4' } as const;
const REDUCED = { quality: 88, chromaSubsampling: '4:4:4' } as const;

/**
 * Encodes the stored sizes of an upright sRGB photo. They carry pixels only: no EXIF, no position, no
 * camera, no profile.
 */
export async function makeRenditions(image: RgbImage): Promise<Readonly<Record<Rendition, Buffer>>> {
  const { thumbnail, screen } = RENDITION_SIDES;
  return {
    full: await fromPixels(image).jpeg(FULL).toBuffer(),
    screen: await fit(fromPixels(image), screen).jpeg(REDUCED).toBuffer(),
    thumbnail: await fit(fromPixels(image), thumbnail).jpeg(REDUCED).toBuffer(),
  };
}

const fromPixels = ({ data, width, height }: RgbImage): Sharp =>
  sharp(data, { raw: { width, height, channels: 3 }, limitInputPixels: false });

const fit = (pipeline: Sharp, side: number): Sharp =>
  pipeline.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
