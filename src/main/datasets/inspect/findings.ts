import type { Dataset, LabelledPhoto } from '../dataset';
import { labelMeaning } from '../label-types';
import { presentClasses } from '../presence';

/** Fewer photos than this prove no rule. */
const LEAST_PHOTOS = 10;

/** Sentences on what would spoil a training with this dataset, or the figures measured on it. */
export function findings(dataset: Dataset): readonly string[] {
  const { photos, classes } = dataset;
  const splits = new Set(photos.map(({ split }) => split));
  const unknown = classes.filter((name) => labelMeaning(name) === null);
  const repeated = photos.reduce((sum, photo) => sum + repeatedBoxes(photo), 0);
  return [
    ...(splits.has('train') && !splits.has('valid')
      ? ['There are no photos to validate on: “macule dataset split” makes some.']
      : []),
    ...(splits.has('train') && !splits.has('test')
      ? [
          'There are no photos to test on: figures on the validation photos, by which a model is chosen, flatter it.',
        ]
      : []),
    ...oneClassEach(dataset),
    ...classInName(dataset),
    ...(unknown.length > 0
      ? [
          `Macule does not know the ${unknown.length === 1 ? 'class' : 'classes'} ${unknown.map((name) => `“${name}”`).join(', ')}: a detector would not learn them.`,
        ]
      : []),
    ...unevenSplits(dataset),
    ...(repeated > 0
      ? [`${repeated} boxes are there twice, on the same photo at the same place in the same class.`]
      : []),
  ];
}

function repeatedBoxes({ labels }: LabelledPhoto): number {
  const keys = labels.map(({ label, box }) => JSON.stringify([label, box.x, box.y, box.width, box.height]));
  return keys.length - new Set(keys).size;
}

/** A class that never meets another on a photo may be a property of the photo. */
function oneClassEach({ photos, classes }: Dataset): readonly string[] {
  const marked = photos.map((photo) => presentClasses(photo).size).filter((count) => count > 0);
  if (classes.length < 2 || marked.length < LEAST_PHOTOS || marked.some((count) => count > 1)) return [];
  const used = new Set(photos.flatMap((photo) => [...presentClasses(photo)]));
  if (used.size < 2) return [];
  return [
    `No photo shows more than one of the ${used.size} classes: they may describe the photo, not the single lesion.`,
  ];
}

/** The start of a file name that tells the class would be a label that nobody drew. */
function classInName({ photos }: Dataset): readonly string[] {
  const classesOf = new Map<string, Set<string>>();
  let marked = 0;
  for (const photo of photos) {
    const present = presentClasses(photo);
    if (present.size === 0) continue;
    marked += 1;
    const start = /^[^_\-. ]+/.exec(photo.fileName)?.[0] ?? '';
    const seen = classesOf.get(start) ?? new Set();
    for (const name of present) seen.add(name);
    classesOf.set(start, seen);
  }
  const starts = [...classesOf];
  const told = new Set(starts.flatMap(([, seen]) => [...seen]));
  if (marked < LEAST_PHOTOS || told.size < 2 || starts.length > marked / LEAST_PHOTOS) return [];
  if (starts.some(([, seen]) => seen.size !== 1)) return [];
  const rule = starts.map(([start, seen]) => `${start}… is ${[...seen][0] ?? ''}`).toSorted();
  return [`The file name tells the class (${rule.join(', ')}): it can't have been judged lesion by lesion.`];
}

function unevenSplits({ photos, classes }: Dataset): readonly string[] {
  const train = photos.filter(({ split }) => split === 'train');
  return (['valid', 'test'] as const).flatMap((split) => {
    const held = photos.filter((photo) => photo.split === split);
    if (held.length === 0 || train.length === 0) return [];
    const shows = (those: readonly LabelledPhoto[], name: string): boolean =>
      those.some((photo) => presentClasses(photo).has(name));
    const missing = classes.filter((name) => shows(train, name) !== shows(held, name));
    return missing.length === 0
      ? []
      : [`Only one of train and ${split} shows ${missing.map((name) => `“${name}”`).join(', ')}.`];
  });
}
