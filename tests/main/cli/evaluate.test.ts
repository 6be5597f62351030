import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeTree } from '../../helpers/dataset-files';
import { quadrantsPng } from '../../helpers/quadrants-png';
import { appFolder, runMacule } from '../../helpers/run-macule';
import { writeCrops } from '../../helpers/lesion-crops';
import { temporaryFolder } from '../../helpers/temporary-folder';
import { cropsSchema, evaluateSchema, predictSchema } from './printed-json';

const folder = temporaryFolder();
let app: string;
let data: string;

/** Labels a photo, as COCO: [name, x, y, width, height]. */
type Label = readonly [string, number, number, number, number];

function coco(pictures: Readonly<Record<string, readonly Label[]>>): object {
  const words = [...new Set(Object.values(pictures).flatMap((labels) => labels.map(([word]) => word)))];
  const names = Object.keys(pictures);
  return {
    images: names.map((file_name, index) => ({ id: index + 1, file_name, width: 160, height: 120 })),
    categories: words.map((name, index) => ({ id: index + 1, name })),
    annotations: names
      .flatMap((name, image) => (pictures[name] ?? []).map((label) => ({ image, label })))
      .map(({ image, label: [word, ...bbox] }, index) => ({
        id: index + 1,
        image_id: image + 1,
        category_id: words.indexOf(word) + 1,
        bbox,
        area: bbox[2]! * bbox[3]!,
        iscrowd: 0,
      })),
  };
}

const VALID = {
  'a.png': [
    ['acne_lesion', 0, 0, 160, 120],
    ['mole1', 40, 40, 30, 30],
  ],
  'b.png': [],
  'c.png': [
    ['papule', 10, 10, 40, 40],
    ['papule', 60, 20, 40, 40],
    ['comedone', 100, 70, 20, 20],
  ],
} as const;

beforeAll(async () => {
  app = await appFolder(folder.path);
  data = join(folder.path, 'data');
  const [a, b, c] = await Promise.all([0, 4, 8].map((shift) => quadrantsPng(160, 120, shift)));
  await writeTree(data, {
    'one/valid/annotations.json': coco(VALID),
    'one/valid/a.png': a!,
    'one/valid/b.png': b!,
    'one/valid/c.png': c!,
    'two/valid/annotations.json': coco({ 'd.png': [['pimple', 5, 5, 60, 60]] }),
    'two/valid/d.png': await quadrantsPng(160, 120, 12),
  });
});
afterAll(() => folder.remove());

const evaluate = async (...more: readonly string[]) => {
  const { code, out, err } = await runMacule(app, ['evaluate', '--data', data, '--json', ...more]);
  return { code, err, answer: evaluateSchema.parse(JSON.parse(out)) };
};

it('measures each dataset and all of them', async () => {
  const { code, err, answer } = await evaluate();
  expect([code, err]).toEqual([0, '']);
  expect(answer.datasets.map(({ name, photos, lesions }) => [name, photos, lesions])).toEqual([
    ['one', 3, 4],
    ['two', 1, 1],
  ]);
  expect(answer.overall).toMatchObject({ photos: 4, lesions: 5 });
  expect(Object.keys(answer.overall.ap50ByType)).toEqual(['comedone', 'papule']);
  expect(answer.datasets[1]?.ap50ByType).toEqual({});
  expect(answer.overall.centreHit.recall).toBeGreaterThan(0);
});

it('tells how sure its figures are, who is taken for whom, and recall against false marks', async () => {
  const { answer } = await evaluate();
  const { centreHit, intervals, confusion, froc, countsByType } = answer.overall;
  expect(intervals.resamples).toBe(1000);
  expect(intervals.centreHit.recall!.low).toBeLessThanOrEqual(centreHit.recall!);
  expect(intervals.centreHit.recall!.high).toBeGreaterThanOrEqual(centreHit.recall!);
  const lesions = Object.entries(confusion).flatMap(([row, cells]) =>
    row === 'background' ? [] : Object.values(cells),
  );
  expect(lesions.reduce((sum, count) => sum + count, 0)).toBe(answer.overall.lesions);
  expect(froc?.recallAt.map(({ falseMarks }) => falseMarks)).toEqual([1, 2, 5, 10]);
  // On a.png and d.png a label leaves open whether there is a papule.
  expect(countsByType.papule?.photos).toBe(2);
});

it('counts what predict lists', async () => {
  const { answer } = await evaluate();
  const { out } = await runMacule(app, ['predict', join(data, 'one'), '--json']);
  const counts = predictSchema
    .parse(JSON.parse(out))
    .photos.map((photo) => ('lesions' in photo ? photo.lesions.length : Number.NaN));
  const differences = [1, 0, 3].map((labelled, index) => counts[index]! - labelled);
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(answer.datasets[0]?.counts.bias).toBeCloseTo(mean(differences), 9);
  expect(answer.datasets[0]?.counts.meanAbsoluteError).toBeCloseTo(mean(differences.map(Math.abs)), 9);
});

it('tells a broken photo, measures the rest and exits with 1', async () => {
  const broken = join(folder.path, 'broken');
  await writeTree(broken, {
    'valid/annotations.json': coco({
      'a.png': [['papule', 10, 10, 40, 40]],
      'bad.png': [['papule', 1, 1, 9, 9]],
    }),
    'valid/a.png': await quadrantsPng(160, 120),
    'valid/bad.png': 'no picture',
  });
  const { code, out } = await runMacule(app, ['evaluate', '--data', broken, '--json']);
  expect(code).toBe(1);
  const { failed, overall } = evaluateSchema.parse(JSON.parse(out));
  expect(failed).toMatchObject([
    { file: join(broken, 'valid', 'bad.png'), error: { kind: 'unsupported-format' } },
  ]);
  expect(overall.photos).toBe(1);
});

it('prints a table to a person', async () => {
  const { code, out } = await runMacule(app, ['evaluate', '--data', data]);
  expect(code).toBe(0);
  expect(out).toMatch(/ one +two +overall\n/);
  expect(out).toMatch(/\nphotos +3 +1 +4\n/);
  expect(out).toMatch(/\nrecall at 1 false a photo( +(\d\.\d{3}|-)){3}\n/);
  expect(out).toMatch(/\ntype not said( +\d+){5}\n/);
  expect(out).toMatch(/\nAP50 papule +\d\.\d{3} +- +\d\.\d{3}\n/);
});

it('refuses a split that is not there, naming those that are', async () => {
  const { code, err } = await runMacule(app, ['evaluate', '--data', data, '--split', 'test']);
  expect(code).toBe(2);
  expect(err).toContain('It has: valid.');
});

it('measures nothing by halves', async () => {
  const cancel = new AbortController();
  cancel.abort();
  const { code, out, err } = await runMacule(app, ['evaluate', '--data', data], { signal: cancel.signal });
  expect([code, out]).toEqual([130, '']);
  expect(err).toContain('Cancelled after 0 of 4 photos');
});

it('measures the types of pictures of single lesions, and names what it could not read', async () => {
  const crops = join(folder.path, 'crops');
  await writeCrops(join(crops, 'valid'));
  const asked = ['evaluate', '--crops', '--data', crops] as const;
  const { code, out } = await runMacule(app, [...asked, '--json']);
  expect(code).toBe(1);
  const { lesions, confusion, failed } = cropsSchema.parse(JSON.parse(out));
  expect(lesions).toBe(8);
  const sum = (row: string) => Object.values(confusion[row] ?? {}).reduce((all, one) => all + one, 0);
  expect(['comedone', 'nodule', 'papule', 'pustule', 'open'].map(sum)).toEqual([2, 2, 2, 2, 0]);
  expect(failed.map(({ file }) => file)).toEqual([join(crops, 'valid/nodules/broken.png')]);

  const { out: text, err } = await runMacule(app, [...asked]);
  expect(text).toMatch(/\nfound: \d of 8; of these in the right type: \d\n/);
  expect(err).toContain('broken.png: ');
  const photosOnly = await runMacule(app, ['evaluate', '--crops', '--data', data]);
  expect([photosOnly.code, photosOnly.out]).toEqual([2, '']);
  const cancel = new AbortController();
  cancel.abort();
  const stopped = await runMacule(app, [...asked], { signal: cancel.signal });
  expect([stopped.code, stopped.out]).toEqual([130, '']);
});
