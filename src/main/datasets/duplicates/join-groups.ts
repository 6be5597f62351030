/**
 * Groups of things that are linked, directly or over others (union–find with path halving). Every thing is in
 * exactly one group; groups and their members stand in the order of the things.
 * @param count of things, named 0 to `count` − 1.
 */
export function joinGroups(
  count: number,
  links: Iterable<readonly [number, number]>,
): readonly (readonly number[])[] {
  const parent = Array.from({ length: count }, (_, index) => index);
  const root = (start: number): number => {
    let at = start;
    while (parent[at] !== at) {
      const next = parent[parent[at] ?? at] ?? at;
      parent[at] = next;
      at = next;
    }
    return at;
  };
  for (const [a, b] of links) {
    const [first, second] = [root(a), root(b)];
    parent[Math.max(first, second)] = Math.min(first, second);
  }
  const groups = new Map<number, number[]>();
  for (let index = 0; index < count; index += 1) {
    const top = root(index);
    const members = groups.get(top);
    if (members === undefined) groups.set(top, [index]);
    else members.push(index);
  }
  return [...groups.values()];
}

/** Links each thing to the first that has the same key; things without a key are linked to none. */
export function* linksByKey(keys: readonly (string | null)[]): Generator<readonly [number, number]> {
  const first = new Map<string, number>();
  for (const [index, key] of keys.entries()) {
    if (key === null) continue;
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, index);
    else yield [earlier, index];
  }
}
