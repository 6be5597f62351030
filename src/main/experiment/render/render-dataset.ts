import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LESION_TYPES, type LesionCounts } from '../../../shared/clinical/lesion';
import { MaculeError } from '../../../shared/errors';
import { seededRandom } from '../../../shared/random';
import { SPLITS, type LabelledPhoto, type Split } from '../../datasets/dataset';
import { fillFolder } from '../../datasets/write/finished-folder';
import type { OutgoingPhoto, TextFile } from '../../datasets/write/outgoing';
import { seedWriter } from '../../datasets/write/write-seed';
import { mixSeed } from '../../engine/ml/random';
import { encodeJpeg } from '../../imaging/encode-jpeg';
import { planPhoto } from './photo-plan';
import { renderPhoto } from './render-photo';

export interface RenderOptions {
  readonly photos: number;
  readonly seed: number;
  /** Pixels, at least 64. */
  readonly side: number;
  /** Shares that sum to 1. */
  readonly fractions: Readonly<Record<Split, number>>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** What a rendered split shows. */
export interface RenderedSplit {
  readonly photos: number;
  /** Photos that show none of the types. */
  readonly clear: number;
  readonly lesions: LesionCounts;
  /** Photos that show a type. */
  readonly showing: LesionCounts;
}

const NOTICE = `These pictures were rendered by Macule. They show nobody.
Labels are those of the painted lesions: which type, and where.
`;

/**
 * Writes a dataset of rendered faces in the seed study's format into a new folder, which appears complete or not
 * at all. Each photo is another face; the same options give the same files.
 * @throws MaculeError `invalid-input`, `no-space`, `cancelled`.
 */
export async function renderDataset(
  folder: string,
  options: RenderOptions,
): Promise<Readonly<Record<Split, RenderedSplit>>> {
  const { photos: total, seed, side, signal, onProgress } = options;
  const sizes = splitSizes(total, options.fractions);
  const rendered: LabelledPhoto[] = [];
  await fillFolder(folder, async (unfinished) => {
    for (const split of SPLITS.filter((one) => sizes[one] > 0)) {
      await mkdir(join(unfinished, split));
      for (let index = 0; index < sizes[split]; index += 1) {
        if (signal?.aborted) throw cancelled(rendered.length, total);
        const plan = planPhoto(seededRandom(mixSeed(seed, 'rendered', split, index)));
        const { image, labels } = renderPhoto(plan, side);
        const fileName = `rendered-${split}-${String(index + 1).padStart(5, '0')}.jpg`;
        const file = join(unfinished, split, fileName);
        await writeFile(file, await encodeJpeg(image, plan.quality));
        rendered.push({ file, fileName, split, stem: fileName, width: side, height: side, labels });
        onProgress?.(rendered.length, total);
      }
    }
    for (const { path, text } of labelFiles(rendered)) await writeFile(join(unfinished, path), text);
    await writeFile(join(unfinished, 'README.txt'), NOTICE);
  });
  const of = (split: Split): RenderedSplit => summed(rendered.filter((photo) => photo.split === split));
  return { train: of('train'), valid: of('valid'), test: of('test') };
}

/** Whole photos for each split; rounding goes to training. */
function splitSizes(total: number, { valid, test }: RenderOptions['fractions']): Record<Split, number> {
  const sizes = { valid: Math.round(total * valid), test: Math.round(total * test) };
  return { train: Math.max(0, total - sizes.valid - sizes.test), ...sizes };
}

function labelFiles(photos: readonly LabelledPhoto[]): readonly TextFile[] {
  const outgoing = SPLITS.map((split): readonly [Split, readonly OutgoingPhoto[]] => [
    split,
    photos
      .filter((photo) => photo.split === split)
      .map((photo) => ({ photo, name: photo.fileName, reference: photo.fileName, size: null })),
  ]);
  return seedWriter.textFiles({
    classes: LESION_TYPES,
    splits: new Map(outgoing.filter(([, going]) => going.length > 0)),
  });
}

function summed(photos: readonly LabelledPhoto[]): RenderedSplit {
  const count = (of: (label: string) => number): LesionCounts =>
    Object.fromEntries(LESION_TYPES.map((type) => [type, of(type)])) as LesionCounts;
  return {
    photos: photos.length,
    clear: photos.filter(({ labels }) => labels.length === 0).length,
    lesions: count((type) =>
      photos.reduce((sum, { labels }) => sum + labels.filter(({ label }) => label === type).length, 0),
    ),
    showing: count(
      (type) => photos.filter(({ labels }) => labels.some(({ label }) => label === type)).length,
    ),
  };
}

const cancelled = (done: number, total: number): MaculeError =>
  new MaculeError({
    kind: 'cancelled',
    message: `Cancelled after ${done} of ${total} photos; nothing was written.`,
    retryable: true,
  });
