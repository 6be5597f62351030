/** Width of a letter of the chart, CSS pixels, rather too wide than too narrow. */
const LETTER = 6.6;

/**
 * Which of the labels along a line have room: the first and the last, and between them from left to right every one
 * that keeps clear of its neighbours.
 * @param places middles of the labels, ascending. @param gap least distance between two of them.
 */
export function labelsWithRoom(places: readonly number[], gap: number): readonly boolean[] {
  const last = places.at(-1) ?? 0;
  let before = -Infinity;
  return places.map((place, index) => {
    const isLast = index === places.length - 1;
    const fits = isLast ? true : place - before >= gap && (index === 0 || last - place >= gap);
    // The first makes way for the last where there is room for one alone.
    if (!fits || (index === 0 && !isLast && last - place < gap)) return false;
    before = place;
    return true;
  });
}

/** As much of a text as has room, with “…” for the rest. @param room CSS pixels. */
export function textWithRoom(text: string, room: number): string {
  const letters = Math.floor(room / LETTER);
  return text.length <= letters ? text : `${text.slice(0, Math.max(0, letters - 1)).trimEnd()}…`;
}
