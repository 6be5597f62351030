import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ExperimentModel } from '../../shared/experiment/models';
import { experimentRowSchema, type MeasuredRow } from '../../shared/experiment/report';
import { MaculeError } from '../../shared/errors';
import { recipeSettingsSchema } from '../../shared/training/recipe';
import { saveAtomically } from '../engine/io/save-atomically';
import type { ExperimentOrder } from './experiment-order';

const beginningSchema = z.object({
  format: z.literal(1),
  dataFolder: z.string(),
  /** Of photos and labels. */
  fingerprint: z.string(),
  settings: recipeSettingsSchema,
  seed: z.number().int(),
  startedAt: z.iso.datetime(),
});
/** What an experiment was begun with: it goes on with the same or not at all. */
export type Beginning = Readonly<z.infer<typeof beginningSchema>>;

const BEGINNING = 'experiment.json';
export const REPORT_JSON = 'report.json';
export const REPORT_HTML = 'report.html';

/**
 * The folder of an experiment: `experiment.json` (what it was begun with), `runs/<model>` (run folders),
 * `rows/<model>.json` (finished models), `pictures/`, `report.json` and `report.html`. Each file is replaced as a
 * whole, so the experiment can be killed at any moment.
 */
export class ExperimentFolder {
  private constructor(
    readonly path: string,
    readonly beginning: Beginning,
  ) {}

  /**
   * A forgotten `--resume` must not cost hours.
   * @throws MaculeError `invalid-input` where the folder holds an experiment and the order does not go on with it.
   */
  static async refuseOverwriting({ outFolder, resume }: ExperimentOrder): Promise<void> {
    if (!resume && (await readJson(join(outFolder, BEGINNING), beginningSchema)))
      throw alreadyThere(outFolder);
  }

  /**
   * Begins an experiment, or goes on with the one in the folder.
   * @throws MaculeError `invalid-input` where the folder holds an experiment that must not be overwritten, or
   *   another one than is to go on; `no-space` or `unreadable-file`.
   */
  static async open(order: ExperimentOrder, fingerprint: string, startedAt: Date): Promise<ExperimentFolder> {
    const { outFolder, dataFolder, settings, seed } = order;
    const wanted: Beginning = {
      format: 1,
      ...{ dataFolder, fingerprint, settings, seed },
      startedAt: startedAt.toISOString(),
    };
    await ExperimentFolder.refuseOverwriting(order);
    const earlier = await readJson(join(outFolder, BEGINNING), beginningSchema);
    if (earlier) {
      refuseOthers(earlier, wanted);
      return new ExperimentFolder(outFolder, earlier);
    }
    const folder = new ExperimentFolder(outFolder, wanted);
    await folder.write(BEGINNING, `${JSON.stringify(wanted, null, 2)}\n`);
    return folder;
  }

  /** The run folder of a model, absolute. */
  runOf(model: ExperimentModel): string {
    return join(this.path, 'runs', model);
  }

  /** A model's row where it has been trained and measured to the end. */
  async finishedRow(model: ExperimentModel): Promise<MeasuredRow | null> {
    const row = await readJson(join(this.path, rowFile(model)), experimentRowSchema);
    return row?.status === 'measured' ? row : null;
  }

  saveRow(row: MeasuredRow): Promise<void> {
    return this.write(rowFile(row.model), `${JSON.stringify(row)}\n`);
  }

  /** @throws MaculeError `no-space` or `unreadable-file`. */
  async write(name: string, content: string | Uint8Array): Promise<void> {
    await saveAtomically(join(this.path, name), content);
  }

  /** A file that was written before; null where it is gone. */
  read(name: string): Promise<Uint8Array | null> {
    return readFile(join(this.path, name)).catch(() => null);
  }
}

const rowFile = (model: ExperimentModel): string => join('rows', `${model}.json`);

/** Null where the file is missing or not what it should be: then the work is done again. */
async function readJson<T>(file: string, schema: z.ZodType<T>): Promise<T | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/**
 * Resuming with other data or settings would put figures side by side that are not of one experiment. More or less
 * time changes no step; rows say where it ended a training.
 */
function refuseOthers(earlier: Beginning, wanted: Beginning): void {
  const changed = (['fingerprint', 'seed', 'settings'] as const).filter(
    (name) => sorted(earlier[name]) !== sorted(wanted[name]),
  );
  if (changed.length === 0) return;
  const what = { fingerprint: 'photos or labels', seed: 'seed', settings: 'settings' };
  throw new MaculeError({
    kind: 'invalid-input',
    message: `The experiment in this folder was begun with other ${changed.map((name) => what[name]).join(', ')}.`,
    advice: 'Resume with what it was begun with, or choose another folder.',
    retryable: false,
  });
}

/** JSON whose order of names does not matter. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

const alreadyThere = (folder: string): MaculeError =>
  new MaculeError({
    kind: 'invalid-input',
    message: `The folder “${folder}” holds an experiment already.`,
    advice: 'Add --resume to go on with it, or choose another folder.',
    retryable: false,
  });
