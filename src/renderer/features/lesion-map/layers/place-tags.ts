import type { Box } from '../../../../shared/geometry/box';

/** Side of the squares, in screen pixels, in which placed tags are looked up. */
const CELL = 32;

/**
 * Chooses which tags to draw so that none covers another: earlier ones win.
 * @param tags boxes in screen pixels, most important first.
 * @returns the indexes of the tags to draw.
 */
export function placeTags(tags: readonly Box[]): readonly number[] {
  const taken = new Map<string, Box[]>();
  const placed: number[] = [];
  tags.forEach((tag, index) => {
    const cells = cellsOf(tag);
    if (cells.some((cell) => taken.get(cell)?.some((other) => overlap(tag, other)))) return;
    placed.push(index);
    for (const cell of cells) {
      const held = taken.get(cell);
      if (held) held.push(tag);
      else taken.set(cell, [tag]);
    }
  });
  return placed;
}

function cellsOf(box: Box): readonly string[] {
  const cells: string[] = [];
  for (let row = Math.floor(box.y / CELL); row * CELL < box.y + box.height; row += 1)
    for (let column = Math.floor(box.x / CELL); column * CELL < box.x + box.width; column += 1)
      cells.push(`${column},${row}`);
  return cells;
}

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
