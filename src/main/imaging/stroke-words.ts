/**
 * Capitals and digits as strokes, so that a picture reads the same on a computer without fonts. Each stroke is a
 * line through points of a cell four wide and six high, `y` down, two digits a point.
 */
const LETTERS: Readonly<Record<string, string>> = {
  A: '06 02 20 42 46|04 44',
  B: '00 06 36 45 44 33 03|33 42 41 30 00',
  C: '41 30 10 01 05 16 36 45',
  D: '00 06 26 44 42 20 00',
  E: '40 00 06 46|03 33',
  F: '40 00 06|03 33',
  G: '41 30 10 01 05 16 36 45 43 23',
  H: '00 06|40 46|03 43',
  I: '20 26|10 30|16 36',
  J: '40 45 36 16 05',
  K: '00 06|40 03 46',
  L: '00 06 46',
  M: '06 00 23 40 46',
  N: '06 00 46 40',
  O: '10 30 41 45 36 16 05 01 10',
  P: '06 00 30 41 42 33 03',
  Q: '10 30 41 45 36 16 05 01 10|24 46',
  R: '06 00 30 41 42 33 03|23 46',
  S: '41 30 10 01 02 13 33 44 45 36 16 05',
  T: '00 40|20 26',
  U: '00 05 16 36 45 40',
  V: '00 26 40',
  W: '00 16 23 36 40',
  X: '00 46|40 06',
  Y: '00 23 40|23 26',
  Z: '00 40 06 46',
  0: '10 30 41 45 36 16 05 01 10|41 05',
  1: '11 20 26|16 36',
  2: '01 10 30 41 42 06 46',
  3: '00 40 23 33 44 45 36 16 05',
  4: '36 30 04 44',
  5: '40 00 03 33 44 45 36 16 05',
  6: '40 20 02 05 16 36 45 44 33 03',
  7: '00 40 16',
  8: '10 30 41 42 33 13 02 01 10|13 04 05 16 36 45 44 33',
  9: '43 13 02 01 10 30 41 44 26 06',
  '-': '13 33',
  _: '06 46',
  '.': '25 26',
  ',': '25 16',
  ':': '22 23|25 26',
  '%': '40 06|00 01|45 46',
  ' ': '',
};

/** What stands for a letter that has no strokes. */
const UNKNOWN = '00 40 46 06 00';
const WIDTH = 4;
const HEIGHT = 6;
const ADVANCE = 5.6;

/** Width of words, in units of their height. */
export const strokeWordsWidth = (words: string): number =>
  words.length === 0 ? 0 : ((words.length - 1) * ADVANCE + WIDTH) / HEIGHT;

/**
 * Words in capitals as the data of one SVG path.
 * @param left of the upper left corner, as `top`; the unit of `height` and of the result.
 */
export function strokeWords(words: string, left: number, top: number, height: number): string {
  const unit = height / HEIGHT;
  const at = (point: string, offset: number): string =>
    `${(left + (offset + Number(point[0])) * unit).toFixed(2)} ${(top + Number(point[1]) * unit).toFixed(2)}`;
  return [...words.toUpperCase()]
    .flatMap((letter, index) =>
      (LETTERS[letter] ?? UNKNOWN)
        .split('|')
        .filter((stroke) => stroke !== '')
        .map(
          (stroke) =>
            `M${stroke
              .split(' ')
              .map((point) => at(point, index * ADVANCE))
              .join('L')}`,
        ),
    )
    .join('');
}
