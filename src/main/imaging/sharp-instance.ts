import sharp from 'sharp';

/*
 * The only file that imports sharp. Its operation cache keeps decoded patient photos in memory and
 * never helps here, because no picture is processed twice in a row.
 */
sharp.cache(false);

export { sharp };
export type { Sharp } from 'sharp';
