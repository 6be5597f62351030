/** Pixels of a picture: 8-bit sRGB, rows from the top, `data.length = width × height × 3`. */
export interface RgbImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}
