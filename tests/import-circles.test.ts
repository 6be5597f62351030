import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const SOURCES = resolve(import.meta.dirname, '../src');

/** What each file imports, types among it. */
type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** The source files below a folder by absolute path, and which of one another they import. */
function importGraph(folder: string): ImportGraph {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.d|\.test)\.tsx?$/.test(name))
    .map((name) => join(folder, name));
  const known = new Set(files);
  const importsOf = (file: string): readonly string[] =>
    ts
      .preProcessFile(readFileSync(file, 'utf8'))
      .importedFiles.map(({ fileName }) => resolve(dirname(file), fileName))
      .flatMap((path) => [`${path}.ts`, `${path}.tsx`].filter((name) => known.has(name)));
  return new Map(files.map((file) => [file, importsOf(file)]));
}

/** The first way found that leads from a file back to itself; null where there is none. */
function findCircle(graph: ImportGraph): readonly string[] | null {
  const free = new Set<string>();
  const follow = (file: string, way: readonly string[]): readonly string[] | null => {
    if (free.has(file)) return null;
    const start = way.indexOf(file);
    if (start >= 0) return way.slice(start);
    for (const next of graph.get(file) ?? []) {
      const circle = follow(next, [...way, file]);
      if (circle) return circle;
    }
    free.add(file);
    return null;
  };
  for (const file of graph.keys()) {
    const circle = follow(file, []);
    if (circle) return circle;
  }
  return null;
}

test('a circle of imports is found, however many files it leads through', () => {
  const chain = new Map([
    ['a', ['b', 'c']],
    ['b', ['d']],
    ['c', ['d']],
    ['d', ['e']],
    ['e', []],
  ]);
  expect(findCircle(chain)).toBeNull();
  expect(findCircle(new Map([...chain, ['e', ['c']]]))).toEqual(['d', 'e', 'c']);
});

test('no file imports itself, by whatever detour', () => {
  const graph = importGraph(SOURCES);
  const main = graph.get(join(SOURCES, 'main/index.ts'));
  expect(main?.length, 'imports are read').toBeGreaterThan(0);
  expect(findCircle(graph)?.map((file) => relative(SOURCES, file)) ?? []).toEqual([]);
});
