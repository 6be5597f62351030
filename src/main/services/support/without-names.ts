/** Runs of letters, digits and what joins them: the words that names, numbers and files are made of. */
const WORD = /[\p{L}\p{N}][\p{L}\p{N}’'_-]*/gu;
/** Anything with an ending that files have; the name may hold blanks where it is quoted. */
const FILE =
  /(["'“‘`])[^"'”’`\n]+\1|\S+\.(?:jpe?g|png|webp|tiff?|hei[cf]|pdf|csv|json|zip|db|macule-backup)\b/giu;
/** Words as short as this are taken out only as they are written: “Li” is a name, “li” a piece of anything. */
const SHORT = 2;

const wordsOf = (text: string): readonly string[] => text.match(WORD) ?? [];
const known = (word: string): string => (word.length <= SHORT ? word : word.toLocaleLowerCase('en'));

/**
 * A line without the names it may hold: files and quotations become `<…>`, words of the given names `<name>`.
 * @param names of patients, users and whatever else must not be told; each of their words is taken out.
 */
export function nameRemover(names: readonly string[]): (line: string) => string {
  const taken = new Set(
    names
      .flatMap(wordsOf)
      .filter((word) => word.length >= SHORT)
      .map(known),
  );
  return (line) =>
    line.replaceAll(FILE, '<…>').replaceAll(WORD, (word) => (taken.has(known(word)) ? '<name>' : word));
}
