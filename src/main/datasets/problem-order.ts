import type { DatasetProblem } from './dataset';

/** Problems by file, then by line; what concerns a whole file comes first. */
export const inFileOrder = (problems: readonly DatasetProblem[]): readonly DatasetProblem[] =>
  problems.toSorted(
    (a, b) => Number(a.file > b.file) - Number(a.file < b.file) || (a.line ?? 0) - (b.line ?? 0),
  );
