import { createHash } from 'node:crypto';

/** UUIDs that the same patient always gets. */
export function idsFrom(seed: number): () => string {
  let next = 0;
  return () => {
    next += 1;
    const hash = createHash('sha256').update(`demo ${seed} ${next}`).digest('hex');
    const variant = ((Number.parseInt(hash.slice(16, 17), 16) & 3) | 8).toString(16);
    return [
      hash.slice(0, 8),
      hash.slice(8, 12),
      `4${hash.slice(13, 16)}`,
      `${variant}${hash.slice(17, 20)}`,
      hash.slice(20, 32),
    ].join('-');
  };
}
