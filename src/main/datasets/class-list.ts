/**
 * The name of a class as every format can hold it: one line, no control characters, no blanks around it. Empty
 * where nothing is left.
 */
export const className = (text: string): string => text.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]+/gu, ' ').trim();

/** Class names by index from a list of one a line; a blank line keeps its index without a name. */
export function parseClassList(text: string): readonly (string | undefined)[] {
  const names = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line) => className(line) || undefined);
  return names.slice(0, names.findLastIndex((name) => name !== undefined) + 1);
}

/** The names alone, without repeats and gaps. */
export const namedClasses = (names: readonly (string | undefined)[]): readonly string[] => [
  ...new Set(names.filter((name) => name !== undefined)),
];
