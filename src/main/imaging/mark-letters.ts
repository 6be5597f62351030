/**
 * Letters as strokes, so that a picture looks the same on a computer without fonts. Each is a path in a cell
 * one high and {@link LETTER_WIDTH} wide, `y` down; small letters start at 0.35.
 */
const STROKES: Readonly<Record<string, string>> = {
  '?': 'M0.06 0.24 A0.24 0.24 0 1 1 0.42 0.46 Q0.3 0.54 0.3 0.7 M0.3 0.94 V1',
  C: 'M0.56 0.14 A0.36 0.5 0 1 0 0.56 0.86',
  I: 'M0.3 0 V1 M0.12 0 H0.48 M0.12 1 H0.48',
  N: 'M0.04 1 V0 L0.56 1 V0',
  P: 'M0.06 1 V0 H0.3 A0.26 0.27 0 0 1 0.3 0.54 H0.06',
  a: 'M0.5 0.4 V1 M0.5 0.56 A0.24 0.31 0 1 0 0.5 0.82',
  u: 'M0.06 0.38 V0.78 A0.22 0.22 0 0 0 0.5 0.78 M0.5 0.38 V1',
};

export const LETTER_WIDTH = 0.6;
const ADVANCE = 0.74;

/** Width of a word in letter heights. */
export const wordWidth = (word: string): number => (word.length - 1) * ADVANCE + LETTER_WIDTH;

/**
 * A word as SVG paths, one a letter, with its upper left corner at the origin and letters one unit high.
 * @throws Error on a letter that has no strokes: only the letters of lesion types do.
 */
export function wordPaths(word: string): string {
  return [...word]
    .map((letter, index) => {
      const strokes = STROKES[letter];
      if (strokes === undefined) throw new Error(`There are no strokes for the letter ${letter}.`);
      return `<path transform="translate(${index * ADVANCE} 0)" d="${strokes}"/>`;
    })
    .join('');
}
