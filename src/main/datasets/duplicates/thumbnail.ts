/** A whole photo as grey values, `side` × `side`, rows from the top. */
export interface Thumbnail {
  readonly side: number;
  readonly grey: Uint8Array;
}

export const mirrored = ({ side, grey }: Thumbnail): Thumbnail => ({
  side,
  grey: grey.map((_, pixel) => grey[pixel - (pixel % side) + side - 1 - (pixel % side)] ?? 0),
});

/** Pearson correlation of two thumbnails of one size, −1 to 1; 0 where either is of one grey. */
export function likeness(a: Thumbnail, b: Thumbnail): number {
  const count = a.grey.length;
  let [sumA, sumB, squaresA, squaresB, products] = [0, 0, 0, 0, 0];
  for (let pixel = 0; pixel < count; pixel += 1) {
    const [x, y] = [a.grey[pixel] ?? 0, b.grey[pixel] ?? 0];
    sumA += x;
    sumB += y;
    squaresA += x * x;
    squaresB += y * y;
    products += x * y;
  }
  const spread = (squaresA - (sumA * sumA) / count) * (squaresB - (sumB * sumB) / count);
  return spread > 0 ? (products - (sumA * sumB) / count) / Math.sqrt(spread) : 0;
}
