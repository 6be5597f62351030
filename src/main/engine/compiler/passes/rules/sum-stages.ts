import { elementCount } from '../../graph/graph';

/** A part of a long reduction: reduces `axes` of an array of `shape`. */
export interface SumStage {
  readonly shape: readonly number[];
  readonly axes: readonly number[];
}

/** Neighbouring elements of memory are added in several lanes at once: this many are still added exactly enough. */
export const LONGEST_ROW = 16_384;
/** Whole rows are added one after the other, and every addition rounds. */
export const MOST_ROWS = 1024;
/** Splitting off fewer elements than this gains nothing. */
const SHORTEST_SPLIT = 16;

/** Axes side by side that are all reduced or all kept. */
interface Block {
  readonly size: number;
  readonly reduced: boolean;
}

const blocksOf = (shape: readonly number[], axes: readonly number[]): readonly Block[] =>
  merged(shape.map((size, axis) => ({ size, reduced: axes.includes(axis) })).filter(({ size }) => size > 1));

function largestDivisor(size: number, limit: number): number {
  let divisor = Math.min(size, limit);
  while (size % divisor !== 0) divisor -= 1;
  return divisor;
}

const reducedCount = (blocks: readonly Block[]): number =>
  elementCount(blocks.filter(({ reduced }) => reduced).map(({ size }) => size));

/**
 * Splits a reduction so that no stage adds up too many elements: first the ones that lie closest together in
 * memory, then the rest. A short reduction has a single stage.
 */
export function sumStages(shape: readonly number[], axes: readonly number[]): readonly SumStage[] {
  const stages: SumStage[] = [];
  let blocks = blocksOf(shape, axes);
  for (;;) {
    const place = blocks.findLastIndex(({ reduced }) => reduced);
    const block = blocks[place];
    const limit = place === blocks.length - 1 ? LONGEST_ROW : MOST_ROWS;
    if (!block || reducedCount(blocks) <= limit) break;
    const divisor = largestDivisor(block.size, limit);
    const run = divisor < SHORTEST_SPLIT ? block.size : divisor;
    const [before, after] = [blocks.slice(0, place), blocks.slice(place + 1)];
    const rest = block.size / run;
    const split = [
      ...before,
      ...(rest > 1 ? [{ size: rest, reduced: true }] : []),
      { size: run, reduced: true },
    ];
    if (reducedCount(split) === run) break;
    stages.push({ shape: [...split, ...after].map(({ size }) => size), axes: [split.length - 1] });
    blocks = merged([...split.slice(0, -1), ...after]);
  }
  const sizes = blocks.map(({ size }) => size);
  const left = blocks.flatMap(({ reduced }, axis) => (reduced ? [axis] : []));
  return [...stages, { shape: sizes, axes: left }];
}

const merged = (blocks: readonly Block[]): readonly Block[] =>
  blocks.reduce<readonly Block[]>((joined, block) => {
    const last = joined.at(-1);
    if (last?.reduced !== block.reduced) return [...joined, block];
    return [...joined.slice(0, -1), { size: last.size * block.size, reduced: block.reduced }];
  }, []);
