/**
 * Runs of letters with their marks, digits and what joins them: the words that names, numbers and files are made of.
 * Vowels are marks in the scripts of India, and so are accents in the names of files on macOS.
 */
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}’'_-]*/gu;
/** What a joined word consists of: “Schmidt_Anna-2”. */
const PIECE = /[^’'_-]+/g;
/** Anything with an ending that files have; the name may hold blanks where it is quoted. */
const FILE =
  /(["'“‘`])[^"'”’`\n]+\1|\S+\.(?:jpe?g|png|webp|tiff?|hei[cf]|pdf|csv|json|zip|db|macule-backup)\b/giu;
/** Words as short as this are taken out only as they are written: “Li” is a name, “li” a piece of anything. */
const SHORT = 2;
/** The day and the hour of a line are such, and so may a number be: in a joined word it is left alone. */
const SHORT_NUMBER = /^\p{N}{1,2}$/u;

const wordsOf = (text: string): readonly string[] => text.normalize('NFC').match(WORD) ?? [];
const piecesOf = (word: string): readonly string[] =>
  (word.match(PIECE) ?? []).filter((piece) => !SHORT_NUMBER.test(piece));
const known = (word: string): string => (word.length <= SHORT ? word : word.toLocaleLowerCase('en'));

/**
 * A line without the names it may hold: files and quotations become `<…>`, words of the given names `<name>`, also
 * where they are joined to others.
 * @param names of patients, users and whatever else must not be told; each of their words is taken out.
 */
export function nameRemover(names: readonly string[]): (line: string) => string {
  const taken = new Set(
    names
      .flatMap(wordsOf)
      .flatMap((word) => [word, ...piecesOf(word)])
      .filter((word) => word.length >= SHORT)
      .map(known),
  );
  const isTaken = (word: string): boolean => taken.has(known(word));
  const cleanPiece = (piece: string): string =>
    isTaken(piece) && !SHORT_NUMBER.test(piece) ? '<name>' : piece;
  return (line) =>
    line
      .normalize('NFC')
      .replaceAll(FILE, '<…>')
      .replaceAll(WORD, (word) => (isTaken(word) ? '<name>' : word.replaceAll(PIECE, cleanPiece)));
}
