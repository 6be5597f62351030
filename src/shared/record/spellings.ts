/**
 * Letters that are no accented form of another, and what people type for them: on another keyboard, in capitals
 * ("STRAUSS", "IŞIK"), or as cards and letters of insurers have them. The index of patients knows accents and case, but
 * takes each of these for a letter of its own.
 */
const SAME: readonly (readonly string[])[] = [
  ['ss', 'ß'],
  ['ae', 'æ'],
  ['oe', 'œ'],
  ['th', 'þ'],
  ['i', 'ı'],
  ['o', 'ø'],
  ['l', 'ł'],
  ['d', 'đ', 'ð'],
];
const LETTERS = new RegExp(SAME.flat().join('|'), 'gu');
const MOST = 64;

/**
 * The ways in which a word may be written, itself among them; only the beginning is varied of a word with very many.
 * @returns at most 64, lower case.
 */
export function spellingsOf(word: string): readonly string[] {
  const text = word.normalize('NFC').toLowerCase();
  let [spellings, end] = [[''], 0];
  for (const { 0: found, index } of text.matchAll(LETTERS)) {
    const same = SAME.find((group) => group.includes(found)) ?? [found];
    const varied = spellings.length * same.length <= MOST ? same : [found];
    const before = text.slice(end, index);
    spellings = spellings.flatMap((begun) => varied.map((letters) => begun + before + letters));
    end = index + found.length;
  }
  return spellings.map((begun) => begun + text.slice(end));
}
