import type { RgbImage } from '../photo/rgb-image';
import { uniform, type Random } from '../random';
import { clamp, scaleColour, type Rgb } from './colour';
import type { FaceFrame } from './face-frame';
import { drawFacePlanes } from './face-planes';
import { drawFacialFeatures, type FeaturesAt } from './facial-features';
import { FRESH_BLOOD, PIGMENT } from './look';
import { noiseTile } from './noise-tile';
import { planeRow, type Plane } from './plane';
import { drawSkinGrain } from './skin-grain';
import { SKIN_COLOURS, type SkinTone } from './skin-tone';

export interface FaceSetting {
  readonly width: number;
  readonly height: number;
  readonly frame: FaceFrame;
  readonly tone: SkinTone;
  /** 8-bit colour behind the person. */
  readonly background: Rgb;
}

/** A picture and what on its face is not open skin, by face coordinates. */
export interface PaintedFace {
  readonly image: RgbImage;
  readonly featuresAt: FeaturesAt;
}

/** Paints a face with clear skin, neck and hair before a plain background. */
export function paintFace(setting: FaceSetting, random: Random): PaintedFace {
  const { width, height, frame, background } = setting;
  const scale = Math.min(width, height) / 1024;
  const featuresAt = drawFacialFeatures(random);
  const planes = drawFacePlanes(width, height, frame, featuresAt, random);
  const grain = drawSkinGrain(width, height, scale, random);
  const strands = noiseTile(random, 1);
  const shotNoise = uniform(random, 1.2, 2.4);
  const { skin: tone, hair } = SKIN_COLOURS[setting.tone];
  const skin = scaleColour(tone, uniform(random, 0.95, 1.05));
  const warmth = uniform(random, -0.02, 0.03);
  const lamp: Rgb = [1 + warmth, 1, 1 - warmth];
  const data = new Uint8Array(width * height * 3);
  const row = (): Float32Array => new Float32Array(width);
  const [light, gloss, blood, pigment] = [row(), row(), row(), row()];
  const [dark, hairs, body] = [row(), row(), row()];
  const filled: readonly (readonly [Plane, Float32Array])[] = [
    [planes.light, light],
    [planes.gloss, gloss],
    [planes.blood, blood],
    [planes.pigment, pigment],
    [planes.dark, dark],
    [planes.hair, hairs],
    [planes.body, body],
  ];
  for (let y = 0; y < height; y += 1) {
    for (const [plane, out] of filled) planeRow(plane, y, out);
    const fade = 1.04 - (0.1 * y) / height;
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      const lamplight = light[x] as number;
      const lit = lamplight * (grain[at] as number) * (1 - (dark[x] as number));
      const cover = hairs[x] as number;
      const strand = cover > 0.01 ? 1 + 0.22 * strands.at(x / (1.4 * scale + 0.2), y / (7 * scale + 0.2)) : 1;
      const shot = shotNoise * 2 * (random() + random() + random() - 1.5);
      for (let channel = 0; channel < 3; channel += 1) {
        const absorbed =
          (blood[x] as number) * (FRESH_BLOOD[channel] as number) +
          (pigment[x] as number) * (PIGMENT[channel] as number);
        let value = (skin[channel] as number) * Math.exp(-absorbed) * lit;
        value += (gloss[x] as number) * (250 - value);
        value += ((hair[channel] as number) * strand * (0.5 + 0.5 * lamplight) - value) * cover;
        value += ((background[channel] as number) * fade - value) * (1 - (body[x] as number));
        data[at * 3 + channel] = clamp(Math.round(knee(value * (lamp[channel] as number)) + shot), 0, 255);
      }
    }
  }
  return { image: { width, height, data }, featuresAt };
}

/** Rolls highlights off as a camera does instead of clipping them. */
const knee = (value: number): number => (value < 215 ? value : 255 - 40 * Math.exp(-(value - 215) / 40));
