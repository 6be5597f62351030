import type { Rgb } from './colour';

/** Fitzpatrick skin types I–VI. */
export const SKIN_TONES = [1, 2, 3, 4, 5, 6] as const;
export type SkinTone = (typeof SKIN_TONES)[number];

/** 8-bit colour of each type's facial skin in even daylight, and of the hair that most often goes with it. */
export const SKIN_COLOURS: Readonly<Record<SkinTone, { readonly skin: Rgb; readonly hair: Rgb }>> = {
  1: { skin: [232, 196, 178], hair: [132, 92, 58] },
  2: { skin: [222, 179, 154], hair: [104, 76, 52] },
  3: { skin: [205, 157, 127], hair: [66, 48, 38] },
  4: { skin: [172, 124, 94], hair: [44, 34, 30] },
  5: { skin: [130, 89, 66], hair: [32, 26, 24] },
  6: { skin: [90, 61, 48], hair: [24, 20, 20] },
};
