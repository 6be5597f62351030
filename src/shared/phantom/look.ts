import type { Random } from '../random';
import type { Rgb } from './colour';
import type { LocalSkin } from './local-skin';

/** What a mark on the skin does to the light from one point. */
export interface Tint {
  /** Optical thickness of blood added, 0–3. */
  readonly blood: number;
  /** Optical thickness of brown pigment added, 0–3. */
  readonly pigment: number;
  /** Factor of the light that falls on the point: relief. */
  readonly shade: number;
  /** Share of an opaque cover, 0–1. */
  readonly cover: number;
  /** Share of mirrored light, 0–1. */
  readonly gloss: number;
}

/** A point of a mark, offsets in units of its radius, x right and y down. */
export interface MarkPoint {
  readonly u: number;
  readonly v: number;
  /** Distance in units of the irregular outline: 1 on it. */
  readonly outline: number;
  /** Distance in units of the radius. */
  readonly reach: number;
  /** Smooth random field, about −1 to 1. */
  readonly mottle: number;
}

/** The appearance of one mark. */
export interface Look {
  /** Largest elongation and roughness of its outline. */
  readonly elongation: number;
  readonly roughness: number;
  /** Absorption of its blood for red, green and blue light. */
  readonly bloodColour: Rgb;
  /** 8-bit colour of its opaque cover. */
  readonly coverColour: Rgb;
  readonly tintAt: (point: MarkPoint) => Tint;
}

/** What a look is drawn for. */
export interface Site {
  /** In pixels. */
  readonly radius: number;
  readonly skin: LocalSkin;
  /** Towards the light in the picture plane, length 1, x right and y down. */
  readonly light: readonly [number, number];
  /** Blur of the narrowest edge a camera resolves, in units of the radius. */
  readonly blur: number;
}

export type LookMaker = (site: Site, random: Random) => Look;

/** Absorption of fresh (arterial) and of stagnant (venous, deep) blood, on encoded sRGB. */
export const FRESH_BLOOD: Rgb = [0.08, 0.44, 0.38];
export const STAGNANT_BLOOD: Rgb = [0.2, 0.48, 0.36];

/** Absorption of melanin and of oxidised plugs, on encoded sRGB. */
export const PIGMENT: Rgb = [0.52, 0.76, 0.9];
