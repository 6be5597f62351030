import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, parse } from 'node:path';
import { namedClasses, parseClassList } from './class-list';
import type { DatasetLabel, DatasetProblem, LabelledPhoto, LabelReading, Split } from './dataset';
import { inParallel } from './in-parallel';
import { cutNote, labelBox, type PixelSize } from './label-box';
import { leakageStem } from './leakage-stem';
import { inFileOrder } from './problem-order';
import { pictureFinder } from './picture-finder';
import { isPictureName, listPictures, READS_AT_ONCE, uprightSize } from './pictures';
import { SEED_CLASSES } from './seed-row';
import { splitOfFolderName } from './split-words';
import { parseVoc, type VocDocument, type VocLine } from './voc-xml';

interface VocFile {
  readonly file: string;
  readonly document: VocDocument | VocLine;
  readonly picture: string | null;
  /** Says so where the file names another picture that is there. */
  readonly passedOver: readonly string[];
}

/**
 * Reads a folder of Pascal VOC files, one a picture, with the pictures beside them or in `../JPEGImages`. The
 * lists in `../ImageSets/Main` say each photo's split where they are there; a class list `_classes.txt` in or
 * above the folder gives the order of the classes, and names those that no photo shows.
 * @param only the one picture to read, by its absolute path.
 */
export async function readVoc(folder: string, split: Split, only?: string): Promise<LabelReading> {
  const [names, list, sets] = await Promise.all([
    readdir(folder),
    readClassList(folder),
    readImageSets(join(dirname(folder), 'ImageSets', 'Main')),
  ]);
  const find = findPictures(folder, split);
  const xmls = names.filter((name) => /^[^.].*\.xml$/i.test(name)).sort();
  const files = await inParallel(xmls, READS_AT_ONCE, async (name): Promise<VocFile> => {
    const file = join(folder, name);
    const document = parseVoc(await readFile(file, 'utf8'));
    const found = 'message' in document ? NO_PICTURE : await find(document, name);
    return { file, document, ...found };
  });
  const wanted = files.filter(({ picture }) => only === undefined || picture === only);

  const problems: DatasetProblem[] = [];
  const notes: DatasetProblem[] = [];
  const fileOf = new Map<string | null, string>();
  for (const { file, picture } of wanted) if (!fileOf.has(picture)) fileOf.set(picture, file);
  const photos = await inParallel(
    wanted,
    READS_AT_ONCE,
    async ({ file, document, picture, passedOver }): Promise<readonly LabelledPhoto[]> => {
      if ('message' in document) {
        problems.push({ file, ...document });
        return [];
      }
      problems.push(...document.problems.map((problem) => ({ file, ...problem })));
      if (picture === null) {
        problems.push({ file, message: `the picture "${document.fileName}" was not found beside this file` });
        return [];
      }
      const first = fileOf.get(picture) ?? file;
      if (first !== file) {
        problems.push({ file, message: `the picture "${basename(picture)}" has ${basename(first)} already` });
        return [];
      }
      const size = (await uprightSize(picture)) ?? document.size;
      notes.push(...[...passedOver, ...otherSize(document, size)].map((message) => ({ file, message })));
      const labels: DatasetLabel[] = [];
      for (const { label, box, line } of document.objects) {
        const checked = labelBox(box, size);
        if ('problem' in checked) problems.push({ file, line, message: checked.problem });
        else labels.push({ label, box: checked.box });
        if ('cut' in checked && checked.cut !== undefined)
          notes.push({ file, line, message: cutNote(label, checked.cut) });
      }
      for (const field of new Set(document.unkept))
        notes.push({ file, message: `the field "${field}" of an object is not kept` });
      // Nothing but malformed objects would pass for clear skin.
      if (labels.length === 0 && document.objects.length + document.problems.length > 0) return [];
      return [
        {
          file: picture,
          fileName: basename(picture),
          split: sets.get(parse(file).name.normalize()) ?? split,
          stem: leakageStem(basename(picture)),
          width: size?.width ?? null,
          height: size?.height ?? null,
          labels,
        },
      ];
    },
  );
  const named = new Set(files.map(({ picture }) => picture));
  for (const picture of only === undefined ? await listPictures(folder) : [])
    if (!named.has(join(folder, picture)))
      problems.push({ file: join(folder, picture), message: 'the picture has no XML file' });
  const read = photos.flat();
  const seen = [...new Set(read.flatMap(({ labels }) => labels.map(({ label }) => label)))].sort();
  return {
    classes: [...new Set([...list, ...seen])],
    photos: read,
    problems: inFileOrder(problems),
    notes: inFileOrder(notes),
  };
}

/** The size that a file states, where its picture has another. */
const otherSize = ({ size: stated }: VocDocument, size: PixelSize | null): readonly string[] =>
  stated === null || size === null || (stated.width === size.width && stated.height === size.height)
    ? []
    : [
        `the file states ${stated.width} × ${stated.height} pixels, the upright picture has ${size.width} × ${size.height}`,
      ];

const NO_PICTURE = { picture: null, passedOver: [] } as const;

/** Finds the picture of a file: by what it says, or by the file's own name, which survives a renaming. */
function findPictures(folder: string, split: Split) {
  const find = pictureFinder(folder, split);
  const pictures = Promise.all(
    [folder, join(dirname(folder), 'JPEGImages'), join(dirname(folder), 'images')].map((place) =>
      readdir(place).catch(() => []),
    ),
  ).then(
    (listings) =>
      new Map(
        listings
          .flat()
          .filter(isPictureName)
          .map((name) => [parse(name).name.normalize(), name]),
      ),
  );
  return async (document: VocDocument, xml: string): Promise<Pick<VocFile, 'picture' | 'passedOver'>> => {
    const stem = parse(xml).name.normalize();
    const sameName = (await pictures).get(stem);
    const passedOver: string[] = [];
    for (const candidate of [document.fileName, document.path]) {
      const found = candidate === '' ? null : await find(candidate);
      if (found === null) continue;
      if (sameName === undefined || parse(found).name.normalize() === stem)
        return { picture: found, passedOver };
      // Of a file that was renamed with its picture, what it says may be the name of another picture by now.
      passedOver.push(`taken for that of "${sameName}", which has its name, not of "${candidate}"`);
    }
    return sameName === undefined ? NO_PICTURE : { picture: await find(sameName), passedOver };
  };
}

async function readClassList(folder: string): Promise<readonly string[]> {
  for (const place of [folder, dirname(folder)]) {
    const text = await readFile(join(place, SEED_CLASSES), 'utf8').catch(() => null);
    if (text !== null) return namedClasses(parseClassList(text));
  }
  return [];
}

/** The split of each name in lists such as `train.txt`; those of single classes (`dog_train.txt`) don't count. */
async function readImageSets(folder: string): Promise<ReadonlyMap<string, Split>> {
  const names = await readdir(folder).catch(() => []);
  const sets = new Map<string, Split>();
  for (const name of names) {
    const split = /\.txt$/i.test(name) ? splitOfFolderName(parse(name).name) : null;
    if (split === null) continue;
    for (const line of (await readFile(join(folder, name), 'utf8')).split(/\r?\n/)) {
      const stem = line.trim();
      if (stem !== '') sets.set(stem.normalize(), split);
    }
  }
  return sets;
}
