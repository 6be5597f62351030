import type { RgbImage } from '../photo/rgb-image';
import { normal, uniform, type Random } from '../random';
import { clamp, fall, scaleColour, type Rgb } from './colour';
import { drawFacialFeatures, type FeaturesAt } from './facial-features';
import { faceDistance, toFace, type FaceFrame } from './face-frame';
import { drawLampLight } from './lamp-light';
import { FRESH_BLOOD, PIGMENT } from './look';
import { noiseTile } from './noise-tile';
import { drawPlane, planeRow, type Plane } from './plane';
import { drawSkinGrain } from './skin-grain';
import type { SkinTone } from './skin-tone';
import { SKIN_COLOURS } from './skin-tone';

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

/** Lattice points along the shorter side: enough for the features' soft edges. */
const LATTICE = 320;

/** Paints a face with clear skin, neck and hair before a plain background. */
export function paintFace(setting: FaceSetting, random: Random): PaintedFace {
  const { width, height } = setting;
  const scale = Math.min(width, height) / 1024;
  const step = Math.max(1, Math.round(Math.min(width, height) / LATTICE));
  const featuresAt = drawFacialFeatures(random);
  const planes = drawPlanes(setting, step, featuresAt, random);
  const grain = drawSkinGrain(width, height, scale, random);
  const noise = uniform(random, 1.2, 2.4);
  const { skin: tone, hair } = SKIN_COLOURS[setting.tone];
  const skin = scaleColour(tone, uniform(random, 0.95, 1.05));
  const strands = noiseTile(random, 1);
  const data = new Uint8Array(width * height * 3);
  const rows = planes.map(() => new Float32Array(width));
  const [light, gloss, blood, pigment, dark, hairs, body] = rows as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const warmth = uniform(random, -0.02, 0.03);
  const lamp: Rgb = [1 + warmth, 1, 1 - warmth];
  for (let y = 0; y < height; y += 1) {
    planes.forEach((plane, index) => planeRow(plane, y, rows[index] as Float32Array));
    const fade = 1.04 - (0.1 * y) / height;
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      const lit = (light[x] as number) * (grain[at] as number) * (1 - (dark[x] as number));
      const strand =
        (hairs[x] as number) > 0.01
          ? 1 + 0.22 * strands.at(x / (1.4 * scale + 0.2), y / (7 * scale + 0.2))
          : 1;
      const shot = noise * normal(random);
      for (let channel = 0; channel < 3; channel += 1) {
        const absorbed =
          (blood[x] as number) * (FRESH_BLOOD[channel] as number) +
          (pigment[x] as number) * (PIGMENT[channel] as number);
        let value = (skin[channel] as number) * Math.exp(-absorbed) * lit;
        value += (gloss[x] as number) * (250 - value);
        value +=
          ((hair[channel] as number) * strand * (0.5 + 0.5 * (light[x] as number)) - value) *
          (hairs[x] as number);
        value += ((setting.background[channel] as number) * fade - value) * (1 - (body[x] as number));
        value *= lamp[channel] as number;
        data[at * 3 + channel] = clamp(Math.round(knee(value) + shot), 0, 255);
      }
    }
  }
  return { image: { width, height, data }, featuresAt };
}

/** Rolls highlights off as a camera does instead of clipping them. */
const knee = (value: number): number => (value < 215 ? value : 255 - 40 * Math.exp(-(value - 215) / 40));

/** Light, gloss, blood, pigment, darkness, hair and body (everything but background). */
function drawPlanes(
  { width, height, frame }: FaceSetting,
  step: number,
  featuresAt: FeaturesAt,
  random: Random,
): readonly Plane[] {
  const lightAt = drawLampLight(random);
  const [redPatches, brownPatches] = [noiseTile(random, 8), noiseTile(random, 8)];
  const flush = uniform(random, 0.1, 0.35);
  const plane = (valueAt: (u: number, v: number) => number): Plane =>
    drawPlane(width, height, step, (x, y) => valueAt(...toFace(frame, x, y)));
  const inFace = (u: number, v: number): number => fall(faceDistance(u, v), 0.985, 1.01);
  const bump = (u: number, v: number, cu: number, cv: number, size: number): number =>
    Math.exp(-((Math.abs(u) - cu) ** 2 + (v - cv) ** 2) / (2 * size * size));
  return [
    plane((u, v) => {
      const neck = 0.52 + 0.16 * fall(1.5 - v, 0, 0.6) - 0.1 * u * u;
      return neck + (lightAt(u, v).diffuse - neck) * inFace(u, v);
    }),
    plane((u, v) => lightAt(u, v).gloss * inFace(u, v)),
    plane((u, v) => {
      const places =
        bump(u, v, 0.5, 0.2, 0.2) + 0.8 * bump(u, v, 0, 0.24, 0.12) + 0.4 * bump(u, v, 0, 0.85, 0.15);
      const lips = featuresAt(u, v).lips;
      return Math.max(0, flush * places + 0.05 * redPatches.at(u * 30 + 60, v * 30 + 60)) + 0.75 * lips;
    }),
    plane((u, v) => {
      const lids = 0.12 * bump(u, v, 0.4, 0, 0.12);
      return (
        Math.max(0, lids + 0.03 * brownPatches.at(u * 24 + 50, v * 24 + 50)) + 0.18 * featuresAt(u, v).lips
      );
    }),
    plane((u, v) => featuresAt(u, v).dark),
    plane((u, v) => featuresAt(u, v).hair),
    plane((u, v) => {
      const neck = fall(Math.abs(u) - 0.25 * Math.max(0, v - 1), 0.6, 0.66) * fall(0.75 - v, 0, 0.1);
      return Math.max(inFace(u, v), neck, featuresAt(u, v).hair);
    }),
  ];
}
