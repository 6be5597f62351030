import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDataset, openDatasets } from '../../../src/main/datasets/open-dataset';
import { fillFolder } from '../../../src/main/datasets/write/finished-folder';
import { writeDatasets } from '../../../src/main/datasets/write/write-datasets';
import type { WriteOptions } from '../../../src/main/datasets/write/write-dataset';
import { greyJpeg, writeTree } from '../../helpers/dataset-files';
import { withFolder } from '../../helpers/pictures';

const photo = await greyJpeg(100, 80);

/** A dataset `in` with two photos in COCO, one with a circle and an original of another name. */
async function writeSource(root: string): Promise<string> {
  const folder = join(root, 'in');
  await writeTree(folder, {
    'train/annotations.json': {
      images: [
        { id: 1, file_name: 'a.jpg', width: 100, height: 80, source: 'levle1_7' },
        { id: 2, file_name: 'sub/a.jpg', width: 100, height: 80 },
      ],
      categories: [{ id: 5, name: 'papule' }],
      annotations: [{ image_id: 1, category_id: 5, bbox: [1, 2, 10, 12], circle: [6, 8, 5.5] }],
    },
    'train/a.jpg': photo,
    'train/sub/a.jpg': photo,
  });
  return folder;
}

async function write(root: string, options: Partial<WriteOptions> = {}, out = join(root, 'out')) {
  const from = await writeSource(root);
  const [report] = await writeDatasets(await openDatasets(from), from, out, {
    format: 'coco',
    pictures: 'link',
    ...options,
  });
  return { from, out, report: report! };
}

describe('writing datasets', () => {
  it('keeps everything in COCO, and renames a picture whose name is taken without losing its original', () =>
    withFolder(async (root) => {
      const { from, out, report } = await write(root);
      expect(report).toMatchObject({
        photos: { train: 2, valid: 0, test: 0 },
        labels: 1,
        linked: 2,
        lost: [],
      });
      expect(report.renamed).toEqual([
        { from: join(from, 'train', 'sub', 'a.jpg'), to: 'sub_a_jpg.rf.2.jpg' },
      ]);
      const { photos, problems } = await openDataset(out);
      expect(problems).toEqual([]);
      expect(photos.map(({ fileName, stem, labels }) => ({ fileName, stem, labels }))).toEqual([
        {
          fileName: 'a.jpg',
          stem: 'levle1_7',
          labels: [
            {
              label: 'papule',
              box: { x: 1, y: 2, width: 10, height: 12 },
              circle: { x: 6, y: 8, radius: 5.5 },
            },
          ],
        },
        { fileName: 'sub_a_jpg.rf.2.jpg', stem: 'sub/a', labels: [] },
      ]);
    }));

  it('says what other formats lose', () =>
    withFolder(async (root) => {
      const seed = await write(root, { format: 'seed' }, join(root, 'seed'));
      expect(seed.report.lost).toEqual([
        expect.stringContaining('1 circle become'),
        expect.stringContaining('2 photos whose file is named otherwise'),
      ]);
      const csv = await write(root, { format: 'csv' }, join(root, 'csv'));
      expect(csv.report.lost[0]).toContain('1 box become the presence');
      const placeless = await openDatasets(csv.out, { presence: true });
      const back = writeDatasets(placeless, csv.out, join(root, 'back'), {
        format: 'yolo',
        pictures: 'link',
      });
      await expect(back).rejects.toThrow('2 photos left out: their labels say which classes they show');
      expect(await readdir(root)).not.toContain('back');
    }));

  it('links, copies, or leaves pictures in their place, byte for byte', () =>
    withFolder(async (root) => {
      const linked = await write(root);
      const copied = await write(root, { pictures: 'copy', format: 'yolo' }, join(root, 'copied'));
      const original = await stat(join(linked.from, 'train', 'a.jpg'));
      expect((await stat(join(linked.out, 'train', 'a.jpg'))).ino).toBe(original.ino);
      const copy = join(copied.out, 'train', 'images', 'a.jpg');
      expect((await stat(copy)).ino).not.toBe(original.ino);
      expect(await readFile(copy)).toEqual(photo);
      expect(copied.report).toMatchObject({ linked: 0, copied: 2, referenced: 0 });

      for (const format of ['coco', 'seed', 'voc', 'csv'] as const) {
        const out = join(root, `reference ${format}`);
        const { from, report } = await write(root, { pictures: 'reference', format }, out);
        expect(report).toMatchObject({ linked: 0, copied: 0, referenced: 2, renamed: [] });
        const { photos, problems } = await openDataset(out, { presence: true });
        expect(problems).toEqual([]);
        expect(photos.map(({ file }) => file)).toEqual(
          ['a.jpg', join('sub', 'a.jpg')].map((name) => join(from, 'train', name)),
        );
      }
      const yolo = write(root, { pictures: 'reference', format: 'yolo' }, join(root, 'yolo'));
      await expect(yolo).rejects.toThrow("pictures can't stay elsewhere");
    }));

  it('leaves nothing behind when it is cancelled or fails', () =>
    withFolder(async (root) => {
      const cancel = new AbortController();
      const cancelled = write(root, { signal: cancel.signal, onProgress: () => cancel.abort() });
      await expect(cancelled).rejects.toMatchObject({ failure: { kind: 'cancelled' } });
      const from = join(root, 'in');
      const datasets = await openDatasets(from);
      const gone = datasets.map((one) => ({
        ...one,
        photos: one.photos.map((each) => ({ ...each, file: join(root, 'gone.jpg') })),
      }));
      await expect(
        writeDatasets(gone, from, join(root, 'out'), { format: 'coco', pictures: 'copy' }),
      ).rejects.toMatchObject({ failure: { kind: 'invalid-input' } });
      expect(await readdir(root)).toEqual(['in']);
    }));

  it('sweeps what a killed run left, and nothing of a run that goes on', () =>
    withFolder(async (root) => {
      const dead = join(root, '.out.999999999.part');
      const alive = join(root, `.out.${process.ppid}.part`);
      await mkdir(join(dead, 'train'), { recursive: true });
      await mkdir(alive);
      await write(root);
      expect((await readdir(root)).sort()).toEqual([`.out.${process.ppid}.part`, 'in', 'out']);
    }));

  it('writes into no folder that holds something, and into none inside the dataset', () =>
    withFolder(async (root) => {
      await mkdir(join(root, 'out'));
      await write(root);
      await writeFile(join(root, 'out', 'mine.txt'), 'mine');
      await expect(write(root)).rejects.toThrow('is not empty');
      expect(await readFile(join(root, 'out', 'mine.txt'), 'utf8')).toBe('mine');
      await expect(write(root, {}, join(root, 'in', 'out'))).rejects.toThrow("in the dataset's own folder");
    }));

  it('says what to do where a folder can’t be written, in words for whoever fills it', () =>
    withFolder(async (root) => {
      await writeFile(join(root, 'file'), 'mine');
      for (const target of [join(root, 'file'), join(root, 'file', 'deeper', 'out')])
        await expect(fillFolder(target, () => Promise.resolve())).rejects.toMatchObject({
          failure: { kind: 'invalid-input', message: expect.stringContaining('(ENOTDIR)') as string },
        });
      const full = (): Promise<never> =>
        Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' }));
      await expect(fillFolder(join(root, 'new'), full)).rejects.toMatchObject({
        failure: { kind: 'no-space', advice: 'Free some space, then try again.' },
      });
      expect(await readdir(root)).toEqual(['file']);
    }));

  it('writes no dataset over another whose name is that of a numbered one, or differs in case alone', () =>
    withFolder(async (root) => {
      const named = (name: string) => [`in/${name}/_annotations.txt`, 'a.jpg 1,2,3,4,0\n'] as const;
      const places = ['one/x', 'two/x', 'x 2', 'zoo/X'];
      await writeTree(root, {
        ...Object.fromEntries(places.map(named)),
        ...Object.fromEntries(places.map((place) => [`in/${place}/_classes.txt`, 'papule\n'])),
        ...Object.fromEntries(places.map((place) => [`in/${place}/a.jpg`, photo])),
      });
      const [from, out] = [join(root, 'in'), join(root, 'out')];
      await writeDatasets(await openDatasets(from), from, out, { format: 'seed', pictures: 'reference' });
      expect((await readdir(out)).sort()).toEqual(['X 3', 'x', 'x 2', 'x 2 2']);
      expect((await openDatasets(out)).map(({ photos }) => photos.length)).toEqual([1, 1, 1, 1]);
    }));

  it('keeps several datasets apart', () =>
    withFolder(async (root) => {
      const row = { '_classes.txt': 'papule\n', '_annotations.txt': 'a.jpg 1,2,3,4,0\n', 'a.jpg': photo };
      const files = ['one/x', 'two/x', 'two/y'].flatMap((place) =>
        Object.entries(row).map(([name, content]) => [`in/${place}/train/${name}`, content]),
      );
      await writeTree(root, Object.fromEntries(files) as Record<string, string>);
      const from = join(root, 'in');
      const out = join(root, 'out');
      await writeDatasets(await openDatasets(from), from, out, { format: 'voc', pictures: 'link' });
      expect((await readdir(out)).sort()).toEqual(['x', 'x 2', 'y']);
    }));
});
