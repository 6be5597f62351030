import type { RgbImage } from '../photo/rgb-image';
import { uniform, type Random } from '../random';
import { clamp, fall, luma, scaleColour, type Rgb } from './colour';
import { localSkin, type LocalSkin } from './local-skin';
import { PIGMENT, type Look, type LookMaker, type MarkPoint, type Site } from './look';
import { drawOutline } from './outline';
import { patchNoise } from './patch-noise';

/** Nothing is painted further from the centre, in units of the radius. */
export const MARK_REACH = 1.6;

/** Width of the narrowest edge a photo shows, in pixels. */
const CAMERA_BLUR = 0.9;

/** Centre and radius in pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/**
 * Paints one mark over the skin found at its place. Changes pixels within {@link MARK_REACH} radii only and
 * keeps their texture: blood and pigment filter the light that is there, relief scales it.
 */
export function paintMark(image: RgbImage, place: Place, makeLook: LookMaker, random: Random): void {
  const { x, y, radius } = place;
  if (!(radius > 0 && Number.isFinite(radius + x + y))) {
    throw new RangeError(`A mark needs a place and a radius above 0, not ${x}, ${y}, ${radius}`);
  }
  const reach = MARK_REACH * radius;
  const skin = localSkin(image, x, y, Math.max(reach, 2));
  if (skin === null) return;
  const site: Site = { radius, skin, light: drawLight(skin, random), blur: CAMERA_BLUR / radius };
  const look = makeLook(site, random);
  const outline = drawOutline(random, look.elongation, look.roughness);
  const noise = patchNoise(random);
  for (let row = Math.max(0, Math.ceil(y - reach)); row <= Math.min(image.height - 1, y + reach); row += 1) {
    const v = (row - y) / radius;
    const last = Math.min(image.width - 1, x + reach);
    for (let column = Math.max(0, Math.ceil(x - reach)); column <= last; column += 1) {
      const u = (column - x) / radius;
      const distance = Math.hypot(u, v);
      if (distance >= MARK_REACH) continue;
      const point = { u, v, outline: outline(u, v), reach: distance, mottle: noise(u, v) };
      tintPixel(image.data, (row * image.width + column) * 3, look, point, skin);
    }
  }
}

/** Mostly from above, as rooms are lit; the local slope of the light has its say. */
function drawLight(skin: LocalSkin, random: Random): Site['light'] {
  const angle = -Math.PI / 2 + uniform(random, -1, 1);
  const [x, y] = [Math.cos(angle) + skin.slope[0], Math.sin(angle) + skin.slope[1]];
  const length = Math.max(1e-6, Math.hypot(x, y));
  return [x / length, y / length];
}

function tintPixel(data: Uint8Array, at: number, look: Look, point: MarkPoint, skin: LocalSkin): void {
  const tint = look.tintAt(point);
  const edge = fall(point.reach, MARK_REACH - 0.25, MARK_REACH);
  const before: Rgb = [data[at] as number, data[at + 1] as number, data[at + 2] as number];
  const texture = clamp(luma(before) / Math.max(1, skin.luma), 0.8, 1.2);
  const cover = scaleColour(look.coverColour, 0.4 + 0.6 * texture);
  const mirrored = clamp(1.2 * skin.luma + 70, 0, 255);
  for (let channel = 0; channel < 3; channel += 1) {
    const start = before[channel] as number;
    const absorbed =
      tint.blood * (look.bloodColour[channel] as number) + tint.pigment * (PIGMENT[channel] as number);
    let value = start * Math.exp(-absorbed);
    value += ((cover[channel] as number) - value) * tint.cover;
    value *= tint.shade;
    value += (Math.max(value, mirrored) - value) * tint.gloss;
    data[at + channel] = clamp(Math.round(start + (value - start) * edge), 0, 255);
  }
}
