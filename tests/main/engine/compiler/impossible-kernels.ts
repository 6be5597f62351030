const LENGTH = 'how long its result is depends on values, and a graph’s shapes are fixed';
const DRAWS = 'it draws random numbers, and a graph gives the same answer each time; pass them as an input';
const BROWSER = 'it reads or writes a picture of a web page';
const TEXT = 'it works on text, which graphs of this engine do not hold';

/** Kernels that a static graph of numbers cannot hold, with the reason. */
export const impossibleKernels: Readonly<Record<string, string>> = {
  Draw: BROWSER,
  FromPixels: BROWSER,
  Multinomial: DRAWS,
  NonMaxSuppressionV3: `${LENGTH}; nonMaxSuppressionPadded can be recorded`,
  NonMaxSuppressionV5: LENGTH,
  RaggedGather: LENGTH,
  RaggedRange: LENGTH,
  RaggedTensorToTensor: TEXT,
  SparseFillEmptyRows: LENGTH,
  SparseReshape: 'its result holds shapes computed from values',
  StaticRegexReplace: TEXT,
  StringNGrams: TEXT,
  StringSplit: TEXT,
  StringToHashBucketFast: TEXT,
  Unique: LENGTH,
};
