import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { className, namedClasses } from './class-list';
import { unkeptFields } from './coco-fields';
import type { DatasetLabel, DatasetProblem, LabelledPhoto, LabelReading, Split } from './dataset';
import { cutNote, labelBox, onGrid } from './label-box';
import { leakageStem } from './leakage-stem';
import { pictureFinder } from './picture-finder';
import { listPictures } from './pictures';
import { withoutLayout } from './split-words';

const documentSchema = z.object({
  images: z.array(z.unknown()),
  annotations: z.array(z.unknown()),
  categories: z.array(z.object({ id: z.number(), name: z.string() })),
});

/** Some tools write the same id as a number in one place and as text in another. */
const idSchema = z.union([z.number(), z.string()]).transform(String);

const imageSchema = z.object({
  id: idSchema,
  file_name: z.string().min(1),
  width: z.number().positive().optional(),
  height: z.number().positive().optional(),
  source: z.string().min(1).optional(),
  ffhq_id: z.union([z.string(), z.number()]).optional(),
});
type CocoImage = z.infer<typeof imageSchema>;

const annotationSchema = z.object({
  image_id: idSchema,
  category_id: z.number(),
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  circle: z.tuple([z.number(), z.number(), z.number().positive()]).optional(),
});

/** True for the file names under which COCO annotations are found. */
export const isCocoName = (fileName: string): boolean =>
  /^_?annotations(\.coco)?\.json$|\.coco\.json$|^instances_.+\.json$/i.test(fileName);

/**
 * Reads one COCO file (`images`, `annotations`, `categories`; `bbox` = [x, y, w, h] in pixels; optional
 * `circle` = [x, y, r]). A photo all of whose annotations are malformed is left out: it would pass for
 * clear skin.
 */
export async function readCoco(file: string, split: Split): Promise<LabelReading> {
  const document = parseDocument(await readFile(file, 'utf8'));
  if (typeof document === 'string')
    return { classes: [], photos: [], problems: [{ file, message: document }], notes: [] };
  const problems: DatasetProblem[] = [];
  const notes: DatasetProblem[] = unkeptFields(document).map((message) => ({ file, message }));
  const report = (message: string): void => void problems.push({ file, message });

  const images = new Map<string, CocoImage>();
  /** Ids of several pictures, whose boxes can't be told apart. */
  const shared = new Set<string>();
  for (const [index, entry] of document.images.entries()) {
    const { data: image, error } = imageSchema.safeParse(entry);
    if (image === undefined) {
      report(`images[${index}]: ${firstIssue(error)}`);
      continue;
    }
    const earlier = images.get(image.id);
    if (earlier === undefined) images.set(image.id, image);
    else if (earlier.file_name !== image.file_name) {
      report(`images[${index}]: id ${image.id} is that of "${earlier.file_name}" already`);
      shared.add(image.id);
    }
  }
  const words = new Map(document.categories.map(({ id, name }) => [id, className(name)]));
  const labelsOf = new Map<string, DatasetLabel[]>();
  const damaged = new Set(shared);
  for (const [index, entry] of document.annotations.entries()) {
    const label = parseAnnotation(entry, { images, shared, words });
    if ('problem' in label) {
      report(`annotations[${index}]: ${label.problem}`);
      damaged.add(String((entry as { image_id?: unknown } | null)?.image_id));
      continue;
    }
    const labels = labelsOf.get(label.imageId);
    if (labels === undefined) labelsOf.set(label.imageId, [label.label]);
    else labels.push(label.label);
    if (label.note !== undefined) notes.push({ file, message: `annotations[${index}]: ${label.note}` });
  }

  const find = pictureFinder(dirname(file), split);
  /** By their pictures: some tools list a picture once for each of its boxes. */
  const photos = new Map<string, LabelledPhoto>();
  const named = new Set<string>();
  for (const image of images.values()) {
    const labels = labelsOf.get(image.id) ?? [];
    const picture = await find(image.file_name);
    if (picture === null) {
      report(`the picture "${image.file_name}" was not found beside this file`);
      continue;
    }
    named.add(picture);
    if (labels.length === 0 && damaged.has(image.id)) continue;
    photos.set(picture, {
      file: picture,
      fileName: basename(picture),
      split,
      stem: leakageStem(image.source ?? image.ffhq_id?.toString() ?? withoutLayout(image.file_name)),
      width: image.width ?? null,
      height: image.height ?? null,
      labels: [...(photos.get(picture)?.labels ?? []), ...labels],
    });
  }
  for (const picture of (await listPictures(dirname(file))).map((name) => join(dirname(file), name)))
    if (!named.has(picture))
      problems.push({ file: picture, message: `the picture is not among the images of ${basename(file)}` });
  return {
    classes: namedClasses([...words.values()].map((word) => word || undefined)),
    photos: [...photos.values()],
    problems,
    notes,
  };
}

/** The document, or one sentence on why the text is none. */
function parseDocument(text: string): z.infer<typeof documentSchema> | string {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return `not valid JSON: ${(error as Error).message}`;
  }
  const document = documentSchema.safeParse(json);
  return document.success ? document.data : `not a COCO file: ${firstIssue(document.error)}`;
}

interface AnnotationSurroundings {
  readonly images: ReadonlyMap<string, CocoImage>;
  readonly shared: ReadonlySet<string>;
  readonly words: ReadonlyMap<number, string>;
}

function parseAnnotation(
  entry: unknown,
  { images, shared, words }: AnnotationSurroundings,
):
  | { readonly imageId: string; readonly label: DatasetLabel; readonly note?: string }
  | { readonly problem: string } {
  const annotation = annotationSchema.safeParse(entry);
  if (!annotation.success) return { problem: firstIssue(annotation.error) };
  const { image_id: imageId, category_id: categoryId, bbox, circle } = annotation.data;
  const image = images.get(imageId);
  if (image === undefined) return { problem: `image_id ${imageId} is not among the images` };
  if (shared.has(imageId)) return { problem: `image_id ${imageId} is that of several pictures` };
  const label = words.get(categoryId);
  if (!label) return { problem: `category_id ${categoryId} is not among the categories, or has no name` };
  const size =
    image.width !== undefined && image.height !== undefined
      ? { width: image.width, height: image.height }
      : null;
  const box = labelBox({ x: bbox[0], y: bbox[1], width: bbox[2], height: bbox[3] }, size);
  if ('problem' in box) return box;
  const [x, y, radius] = (circle ?? []).map(onGrid);
  const shape =
    x === undefined || y === undefined || radius === undefined ? {} : { circle: { x, y, radius } };
  return {
    imageId,
    label: { label, box: box.box, ...shape },
    ...(box.cut === undefined ? {} : { note: cutNote(label, box.cut) }),
  };
}

const firstIssue = (error: z.ZodError): string => {
  const issue = error.issues[0];
  if (issue === undefined) return 'unexpected content';
  return issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message;
};

/** The COCO files among a folder's file names. */
export const cocoFilesIn = (folder: string, fileNames: readonly string[]): readonly string[] =>
  fileNames.filter(isCocoName).map((name) => join(folder, name));
