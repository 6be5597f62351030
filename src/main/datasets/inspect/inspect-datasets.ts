import type { Dataset, DatasetFormat, DatasetProblem, Split } from '../dataset';
import { findDuplicates } from '../duplicates/find-duplicates';
import { inParallel } from '../in-parallel';
import type { PixelSize } from '../label-box';
import { READS_AT_ONCE, uprightSize } from '../pictures';
import { classBalance, splitSummaries, type ClassBalance, type SplitSummary } from './class-balance';
import { findings } from './findings';
import { lookAtAll, type LookOptions, type PhotoLooks } from './look-at-all';
import { duplicateGroups, sharedNames, type DuplicateGroup, type SharedName } from './shared-originals';
import { sizeSummary, type SizeSummary } from './sizes';

export interface DatasetInspection {
  readonly name: string;
  readonly formats: readonly DatasetFormat[];
  readonly splits: Readonly<Record<Split, SplitSummary>>;
  readonly classes: readonly ClassBalance[];
  readonly sizes: SizeSummary;
  /** What is wrong and was skipped: broken rows by line, pictures without labels, labels without pictures. */
  readonly skipped: readonly DatasetProblem[];
  /** What was read otherwise than it stands, or is not kept. */
  readonly changed: readonly DatasetProblem[];
  /** Photos that can't be read, or have another size than their labels state. */
  readonly pictures: readonly DatasetProblem[];
  readonly findings: readonly string[];
}

export interface Inspection {
  readonly datasets: readonly DatasetInspection[];
  /** Over all datasets, for they may be trained on together. */
  readonly sharedNames: readonly SharedName[];
  /** Null where the photos themselves were not looked at. */
  readonly duplicates: readonly DuplicateGroup[] | null;
}

/**
 * Looks into datasets: counts, sizes, balance, broken rows, and originals that stand in several places.
 * @param looking how photos are read to find those that look alike; null to read no more than their headers.
 * @throws MaculeError `cancelled`.
 */
export async function inspectDatasets(
  datasets: readonly Dataset[],
  looking: LookOptions | null,
): Promise<Inspection> {
  const placed = datasets.flatMap(({ name, photos }) => photos.map((photo) => ({ dataset: name, photo })));
  const files = placed.map(({ photo }) => photo.file);
  const looks: readonly PhotoLooks[] | null = looking === null ? null : await lookAtAll(files, looking);
  const sizes: readonly (PixelSize | null)[] =
    looks === null
      ? await inParallel(files, READS_AT_ONCE, uprightSize)
      : looks.map((one) => ('failure' in one ? null : one));
  let start = 0;
  const inspections = datasets.map((dataset) => {
    const end = start + dataset.photos.length;
    const own = { sizes: sizes.slice(start, end), looks: looks?.slice(start, end) ?? null };
    start = end;
    return inspectOne(dataset, own.sizes, own.looks);
  });
  return {
    datasets: inspections,
    sharedNames: sharedNames(placed),
    duplicates:
      looks === null
        ? null
        : duplicateGroups(placed, findDuplicates(looks.map((one) => ('failure' in one ? null : one)))),
  };
}

function inspectOne(
  dataset: Dataset,
  sizes: readonly (PixelSize | null)[],
  looks: readonly PhotoLooks[] | null,
): DatasetInspection {
  return {
    name: dataset.name,
    formats: dataset.formats,
    splits: splitSummaries(dataset),
    classes: classBalance(dataset),
    sizes: sizeSummary(dataset, sizes),
    skipped: dataset.problems,
    changed: dataset.notes,
    pictures: dataset.photos.flatMap(({ file, width, height }, index) => {
      const look = looks?.[index];
      if (look !== undefined && 'failure' in look) return [{ file, message: look.failure.message }];
      const size = sizes[index];
      if (size === null || size === undefined) return [{ file, message: 'the picture can’t be read' }];
      if (width === null || height === null || (size.width === width && size.height === height)) return [];
      return [
        {
          file,
          message: `the labels state ${width} × ${height} pixels, the upright picture has ${size.width} × ${size.height}`,
        },
      ];
    }),
    findings: findings(dataset),
  };
}
