import type { RgbImage } from '../../shared/photo/rgb-image';
import { sharp } from './sharp-instance';

/**
 * Pixels as a JPEG without metadata.
 * @param quality 1–100.
 */
export const encodeJpeg = ({ data, width, height }: RgbImage, quality: number): Promise<Buffer> =>
  sharp(data, { raw: { width, height, channels: 3 }, limitInputPixels: false })
    .jpeg({ quality, chromaSubsampling: '4:4:4' })
    .toBuffer();
