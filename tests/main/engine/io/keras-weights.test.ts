import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { MaculeError } from '../../../../src/shared/errors';
import { findKerasWeights } from '../../../../src/main/engine/io/keras/find-keras-weights';
import { openHdf5 } from '../../../../src/main/engine/io/keras/hdf5-file';
import { kerasLayersOf } from '../../../../src/main/engine/io/keras/keras-layers-of';
import { hashedWeight } from '../../../helpers/hashed-weights';
import { temporaryFolder } from '../../../helpers/temporary-folder';

const fixture = (name: string) => join(import.meta.dirname, '../../../fixtures/keras', name);
const folder = temporaryFolder();
afterAll(() => folder.remove());

/** The network of tests/golden/make_keras_files.py. */
const PARAMETERS = [
  { name: 'stem_conv/kernel', shape: [3, 3, 3, 4] },
  { name: 'stem_conv/bias', shape: [4] },
  { name: 'stem_bn/gamma', shape: [4] },
  { name: 'stem_bn/beta', shape: [4] },
  { name: 'stem_bn/moving_mean', shape: [4] },
  { name: 'stem_bn/moving_variance', shape: [4] },
  { name: 'dwconv/kernel', shape: [3, 3, 4, 1] },
  { name: 'head_conv/kernel', shape: [1, 1, 4, 2] },
  { name: 'head_conv/bias', shape: [2] },
];
const NORMALIZATION = [
  { name: 'normalization/mean', shape: [3] },
  { name: 'normalization/variance', shape: [3] },
];
type Parameters = typeof PARAMETERS;

async function read(file: string, parameters: Parameters) {
  const source = await openHdf5(file);
  try {
    const layers = kerasLayersOf(source);
    if (!layers) return null;
    const model = { title: 'Smallnet', parameters, advice: 'Choose another.' };
    return findKerasWeights(source, layers, model).map((weight) => ({
      name: weight.name,
      shape: weight.shape,
      values: weight.read(),
    }));
  } finally {
    source.close();
  }
}

const expected = (parameters: Parameters) =>
  parameters.map((parameter) => ({ ...parameter, values: hashedWeight(parameter, 1) }));

async function failureOf(work: Promise<unknown>) {
  const thrown = await work.catch((error: unknown) => error);
  if (!(thrown instanceof MaculeError)) throw new Error(`not a typed failure: ${String(thrown)}`);
  return thrown.failure;
}

describe('every layout of Keras gives the same weights', () => {
  it.each(['published-layout.h5', 'whole-model.h5', 'keras-3.weights.h5'])('%s', async (name) => {
    const all = [...NORMALIZATION, ...PARAMETERS];
    expect(await read(fixture(name), all)).toEqual(expected(all));
  });
  it('old-names.h5: by place, from packed doubles', async () => {
    expect(await read(fixture('old-names.h5'), PARAMETERS)).toEqual(expected(PARAMETERS));
  });
  it('takes some of the layers, in any order', async () => {
    const some = [PARAMETERS[6]!, PARAMETERS[0]!, PARAMETERS[1]!];
    expect(await read(fixture('published-layout.h5'), some)).toEqual(expected(some));
  });
});

describe('what does not fit is named', () => {
  it.each([
    ['a missing layer', [{ name: 'neck_conv/kernel', shape: [1] }], /lacks the layer neck_conv of Smallnet/],
    [
      'another shape',
      [{ name: 'dwconv/kernel', shape: [5, 5, 4, 1] }],
      /dwconv\/kernel is 3 × 3 × 4 × 1, but Smallnet needs 5 × 5 × 4 × 1/,
    ],
    ['too few arrays', PARAMETERS.slice(2, 5), /layer stem_bn has 4 arrays, but Smallnet needs 3/],
    [
      'too many',
      [
        { name: 'dwconv/kernel', shape: [3, 3, 4, 1] },
        { name: 'dwconv/bias', shape: [4] },
      ],
      /layer dwconv has 1 arrays, but Smallnet needs 2/,
    ],
  ])('%s', async (_, parameters, sentence) => {
    const failure = await failureOf(read(fixture('published-layout.h5'), parameters));
    expect(failure).toMatchObject({ kind: 'unsupported-format', file: 'published-layout.h5' });
    expect(failure.message).toMatch(sentence);
    expect(failure.advice).toBe('Choose another.');
  });
  it('half precision', async () => {
    const failure = await failureOf(read(fixture('half-precision.h5'), PARAMETERS.slice(7)));
    expect(failure.kind).toBe('unsupported-format');
    expect(failure.message).toMatch(/array head_conv\/kernel in “half-precision.h5” holds no 32-bit numbers/);
  });
});

describe('what is no weights file is told apart', () => {
  const path = (name: string) => join(folder.path, name);
  it('another HDF5 file', async () => {
    expect(await read(fixture('no-weights.h5'), PARAMETERS)).toBeNull();
  });
  it('no HDF5 file', async () => {
    writeFileSync(path('picture.h5'), 'GIF89a and so on');
    expect(await failureOf(openHdf5(path('picture.h5')))).toMatchObject({
      kind: 'unsupported-format',
      message: '“picture.h5” is not an HDF5 file.',
    });
  });
  it('an empty file', async () => {
    writeFileSync(path('empty.h5'), '');
    expect((await failureOf(openHdf5(path('empty.h5')))).kind).toBe('unsupported-format');
  });
  it('no file', async () => {
    expect((await failureOf(openHdf5(path('nowhere.h5')))).kind).toBe('not-found');
  });
  it('a folder', async () => {
    mkdirSync(path('folder.h5'));
    expect((await failureOf(openHdf5(path('folder.h5')))).kind).toBe('unreadable-file');
  });
  it.each(['published-layout.h5', 'old-names.h5', 'keras-3.weights.h5'])('%s cut off', async (name) => {
    const whole = readFileSync(fixture(name));
    writeFileSync(path(name), whole);
    truncateSync(path(name), Math.floor(whole.length / 2));
    const failure = await failureOf(openHdf5(path(name)));
    expect(failure).toMatchObject({ kind: 'unreadable-file', file: name });
    expect(failure.message).toBe(`“${name}” is cut off: its end is missing.`);
  });
  it('a file damaged inside is refused by name, wherever the damage lies, and spoils nothing else', async () => {
    const whole = readFileSync(fixture('old-names.h5'));
    const outcomes = new Set<string>();
    for (let from = 100; from + 200 < whole.length; from += 400) {
      writeFileSync(path('damaged.h5'), Buffer.from(whole).fill(0xee, from, from + 200));
      const outcome = await read(path('damaged.h5'), PARAMETERS).then(
        () => 'read',
        (error: MaculeError) => `${error.failure.kind} ${error.failure.file ?? ''}`,
      );
      outcomes.add(outcome);
    }
    expect(outcomes).toContain('unreadable-file damaged.h5');
    expect(['read', 'unreadable-file damaged.h5', 'unsupported-format damaged.h5']).toEqual(
      expect.arrayContaining([...outcomes]),
    );
    expect(await read(fixture('old-names.h5'), PARAMETERS)).toEqual(expected(PARAMETERS));
  });
});
