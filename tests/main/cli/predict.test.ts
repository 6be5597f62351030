import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sharp } from '../../../src/main/imaging/sharp-instance';
import { writeTree } from '../../helpers/dataset-files';
import { temporaryFolder } from '../../helpers/temporary-folder';
import { quadrantsPng } from '../../helpers/quadrants-png';
import { appFolder, RANDOM_THRESHOLD, runMacule } from '../../helpers/run-macule';
import { fatalSchema, predictSchema, type PhotoJson } from './printed-json';

const folder = temporaryFolder();
let app: string;
let photos: string;

beforeAll(async () => {
  app = await appFolder(folder.path);
  photos = join(folder.path, 'photos');
  const face = await quadrantsPng(160, 120);
  await writeTree(photos, {
    'good/face.png': face,
    'good/deeper/face.png': await quadrantsPng(120, 160, 5),
    'bad/text.jpg': 'no picture at all',
    'bad/empty.png': '',
    'bad/cut.png': face.subarray(0, Math.floor(face.length / 2)),
  });
  await mkdir(join(photos, 'none'));
});
afterAll(() => folder.remove());

const read = (all: readonly unknown[]) =>
  all.filter((photo): photo is PhotoJson => !('error' in (photo as object)));

it('prints the lesions of files and folders as JSON, boxes in pixels', async () => {
  const { code, out, err } = await runMacule(app, ['predict', join(photos, 'good'), '--json']);
  expect([code, err]).toEqual([0, '']);
  const answer = predictSchema.parse(JSON.parse(out));
  expect(answer.model.id).toBe('starter');
  expect(answer.threshold).toBe(RANDOM_THRESHOLD);
  const sizes = read(answer.photos).map(({ file, width, height }) => [file, width, height]);
  expect(sizes).toEqual([
    [join(photos, 'good', 'deeper', 'face.png'), 120, 160],
    [join(photos, 'good', 'face.png'), 160, 120],
  ]);
  for (const { width, height, lesions } of read(answer.photos)) {
    expect(lesions.length).toBeGreaterThan(0);
    expect(Math.max(...lesions.map(({ box: [, , w] }) => w))).toBeGreaterThan(1);
    for (const { score, box, typeScores, type } of lesions) {
      expect(score).toBeGreaterThanOrEqual(RANDOM_THRESHOLD);
      expect(box[0]).toBeGreaterThanOrEqual(0);
      expect(box[0] + box[2]).toBeLessThanOrEqual(width + 0.01);
      expect(box[1] + box[3]).toBeLessThanOrEqual(height + 0.01);
      const highest = Math.max(...Object.values(typeScores));
      expect(typeScores[type]).toBe(highest);
    }
  }
});

it('lists lesions down to --min-score', async () => {
  const file = join(photos, 'good', 'face.png');
  const count = async (...more: readonly string[]): Promise<number> => {
    const { out } = await runMacule(app, ['predict', file, '--json', ...more]);
    return read(predictSchema.parse(JSON.parse(out)).photos)[0]!.lesions.length;
  };
  expect(await count('--min-score', '0')).toBeGreaterThan(await count());
  expect(await count('--min-score', '1')).toBe(0);
});

it('tells a bad file in its place, does the rest and exits with 1', async () => {
  const { code, out } = await runMacule(app, [
    'predict',
    join(photos, 'bad'),
    join(photos, 'good', 'face.png'),
    '--json',
  ]);
  expect(code).toBe(1);
  const answer = predictSchema.parse(JSON.parse(out));
  const kinds = answer.photos.map((photo) => ('error' in photo ? photo.error.kind : 'read'));
  expect(kinds).toEqual(['unreadable-file', 'unreadable-file', 'unsupported-format', 'read']);
});

it('says in text what it says in JSON', async () => {
  const { code, out, err } = await runMacule(app, ['predict', photos]);
  expect(code).toBe(1);
  expect(out).toMatch(/^Model starter .*\n\nphoto +pixels +lesions +comedones/);
  expect(out.trimEnd().split('\n')).toHaveLength(5);
  expect(err.trimEnd().split('\n')).toHaveLength(3);
  expect(err).not.toContain('    at ');
});

it('saves overlays of the size of the photos, one each, whatever their names', async () => {
  const target = join(folder.path, 'overlays');
  const { code, out } = await runMacule(app, ['predict', join(photos, 'good'), '--out', target, '--json']);
  expect(code).toBe(0);
  expect((await readdir(target)).sort()).toEqual(['face-lesions-2.png', 'face-lesions.png']);
  for (const { overlay, file, width, height } of read(predictSchema.parse(JSON.parse(out)).photos)) {
    const { data, info } = await sharp(overlay).raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height, info.channels]).toEqual([width, height, 3]);
    expect(data.equals(await sharp(file).raw().toBuffer())).toBe(false);
  }
});

it('tells an overlay that cannot be saved', async () => {
  const target = join(folder.path, 'blocked');
  await writeTree(target, { 'face-lesions.png/in-the-way': '' });
  const { code, out } = await runMacule(app, [
    'predict',
    join(photos, 'good', 'face.png'),
    '--out',
    target,
    '--json',
  ]);
  expect(code).toBe(1);
  expect(predictSchema.parse(JSON.parse(out)).photos[0]).toMatchObject({
    error: { kind: 'unreadable-file' },
  });
  expect(await readdir(target)).toEqual(['face-lesions.png']);
});

it('lists a missing file among others and reads the rest', async () => {
  const gone = join(folder.path, 'gone.jpg');
  const { code, out } = await runMacule(app, ['predict', join(photos, 'good', 'face.png'), gone, '--json']);
  expect(code).toBe(1);
  const [face, missing] = predictSchema.parse(JSON.parse(out)).photos;
  expect(face).not.toHaveProperty('error');
  expect(missing).toMatchObject({ file: gone, error: { kind: expect.any(String) } });
});

it('stops on Ctrl-C with what is done so far', async () => {
  const cancel = new AbortController();
  cancel.abort();
  const { code, out, err } = await runMacule(app, ['predict', join(photos, 'good'), '--json'], {
    signal: cancel.signal,
  });
  expect(code).toBe(130);
  expect(out === '' || predictSchema.parse(JSON.parse(out)).photos.length === 0).toBe(true);
  expect(err).toMatch(/cancelled|Cancelled/);
});

it('shows progress and time left to a person only', async () => {
  const pictures = await Promise.all([0, 1, 2, 3].map((shift) => quadrantsPng(64, 64, shift)));
  const crowd = join(folder.path, 'crowd');
  await writeTree(crowd, Object.fromEntries(pictures.map((picture, index) => [`${index}.png`, picture])));
  const watched = await runMacule(app, ['predict', crowd], { isTTY: true });
  expect(watched.err).toContain('3 of 4 photos, 2 s left');
  expect(watched.err.endsWith('\r\u001b[K')).toBe(true);
  expect((await runMacule(app, ['predict', crowd])).err).toBe('');
});

it.each([
  ['a missing file', ['nowhere.jpg'], 'not-found', /no file or folder/],
  ['a folder without pictures', ['none'], 'not-found', /holds no pictures/],
] as const)('refuses %s before doing anything', async (_, names, kind, sentence) => {
  const { code, out, err } = await runMacule(app, [
    'predict',
    ...names.map((name) => join(photos, name)),
    '--json',
  ]);
  expect(code).toBe(2);
  expect(fatalSchema.parse(JSON.parse(out)).error.kind).toBe(kind);
  expect(err).toMatch(sentence);
  expect(err.trimEnd()).not.toContain('\n');
});

it.each([
  ['an unknown model', ['--model', 'nobody'], 2, /model in nobody cannot be used/],
  ['an unknown option', ['--colour'], 2, /unknown option '--colour'/],
  ['a score that is none', ['--min-score', '7'], 2, /number from 0 to 1/],
  ['an unknown engine', ['--engine', 'steam'], 2, /Allowed choices/],
  ['no threads', ['--threads', '0'], 2, /whole number from 1/],
  ['an engine that is not there', ['--engine', 'onnxruntime-directml'], 1, /DirectML/],
] as const)('refuses %s in one sentence', async (_, options, expected, sentence) => {
  const { code, out, err } = await runMacule(app, ['predict', join(photos, 'good'), ...options]);
  expect([code, out]).toEqual([expected, '']);
  expect(err).toMatch(sentence);
  expect(err).not.toContain('    at ');
});
