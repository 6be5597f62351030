import { sharp } from '../../src/main/imaging/sharp-instance';
import { quadrants } from './pictures';

/** A {@link quadrants} picture as PNG; `shift` makes otherwise equal pictures differ. */
export function quadrantsPng(width: number, height: number, shift = 0): Promise<Buffer> {
  const { data } = quadrants(width, height, shift);
  return sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}
