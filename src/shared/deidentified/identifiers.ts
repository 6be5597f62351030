/** What tells who somebody is, as it may stand in a text. */
export interface Identifiers {
  readonly name: string;
  readonly localNumber: string | null;
}

/** Shorter parts of names, such as "de" or "Li", are words of their own too often to be looked for alone. */
const LEAST_LETTERS = 3;
/** Scripts that part no words by blanks, or hang endings on names: there a name may stand within other letters. */
const UNPARTED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** In these, two letters are a name. */
const LEAST_UNPARTED = 2;
/** Whole dates, figures only: 2026-02-03, 2026/2/3, 3.2.2026, 03/02/26; and 2026年2月3日. */
const DATE =
  /\b(?:\d{4}([-./])\s?\d{1,2}\1\s?\d{1,2}|\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?:\d{4}|\d{2}))\b|\d{4}\s?[年년]\s?\d{1,2}\s?[月월](?:\s?\d{1,2}\s?[日일])?/gu;
/** And with the month as a word: 3 February 2026, 3rd of February, 03-Feb-2026, February 3rd, 2026. */
const MONTHS =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const SPOKEN_DATE = new RegExp(
  `\\b(?:\\d{1,2}(?:st|nd|rd|th)?\\.?(?:\\s+of\\s+|[\\s-]*)(?:${MONTHS})\\.?|(?:${MONTHS})\\.?[\\s-]+\\d{1,2}(?:st|nd|rd|th)?)(?:,?[\\s-]*\\d{4})?\\b`,
  'giu',
);

/**
 * Parts of a text that tell who the patient is: name or a part of it, local number, whole dates. Case and accents do
 * not matter. What a text says in other words only a person can find.
 * @returns each once, as it stands in the text, in its order.
 */
export function identifiersIn(text: string, { name, localNumber }: Identifiers): readonly string[] {
  const plain = withoutAccents(text);
  const parts = name
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((part) => part.length >= (UNPARTED.test(part) ? LEAST_UNPARTED : LEAST_LETTERS));
  const words = [...parts, ...(parts.length === 0 ? [name.trim()] : []), localNumber?.trim() ?? ''];
  const patterns = [
    ...words.filter((word) => word !== '').map((word) => wholeWord(withoutAccents(word))),
    DATE,
    SPOKEN_DATE,
  ];
  const found = patterns.flatMap((pattern) =>
    [...plain.matchAll(pattern)].map(({ index, 0: { length } }) => ({ index, length })),
  );
  const ordered = found.toSorted((a, b) => a.index - b.index);
  return [...new Set(ordered.map(({ index, length }) => text.normalize('NFC').slice(index, index + length)))];
}

/** One letter for each letter of the composed text, so that places are the same. */
const withoutAccents = (text: string): string =>
  [...text.normalize('NFC')]
    .map((letter) => {
      const bare = letter.normalize('NFD').replaceAll(/\p{M}/gu, '');
      return bare.length === letter.length ? bare : letter;
    })
    .join('');

function wholeWord(word: string): RegExp {
  const literal = word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(UNPARTED.test(word) ? literal : `(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'giu');
}
