import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { lesionTypeSchema, typeScoresSchema } from '../../../shared/clinical/lesion';
import { MaculeError } from '../../../shared/errors';
import { boxSchema } from '../../../shared/geometry/box';
import { saveAtomically } from '../../engine/io/save-atomically';
import type { SimulationPlan } from './simulation-plan';

export const clinicPhotosSchema = z
  .array(
    z.object({
      fileName: z.string(),
      patient: z.string(),
      /** Fitzpatrick type. */
      skinType: z.number().int(),
      /** Boxes are pixels. */
      truth: z.array(z.object({ label: lesionTypeSchema, box: boxSchema })).readonly(),
    }),
  )
  .readonly();

/** What a model finds on photos, in their order. */
export const modelViewsSchema = z.object({
  threshold: z.number(),
  photos: z
    .array(
      z.object({
        detections: z
          .array(
            z.object({
              box: boxSchema,
              score: z.number(),
              type: lesionTypeSchema,
              typeScores: typeScoresSchema,
            }),
          )
          .readonly(),
      }),
    )
    .readonly(),
});
export type SeenPhotos = Readonly<z.infer<typeof modelViewsSchema>>;

const PLAN = 'plan.json';

/**
 * The folder of a simulation: `plan.json`, `photos/`, `runs/<step>` (run folders) and `steps/<step>.json` (finished
 * steps). A simulation that was killed goes on with the first step that is missing.
 */
export class SimulationFolder {
  private constructor(readonly path: string) {}

  /** @throws MaculeError `invalid-input` where the folder holds a simulation of another plan. */
  static async open(path: string, plan: SimulationPlan): Promise<SimulationFolder> {
    const wanted = JSON.stringify(plan, null, 2);
    const file = join(path, PLAN);
    const found = await readFile(file, 'utf8').catch(absent);
    if (found !== null && found !== wanted) throw otherPlan(path);
    await saveAtomically(file, wanted);
    return new SimulationFolder(path);
  }

  get photos(): string {
    return join(this.path, 'photos');
  }

  runOf(step: string): string {
    return join(this.path, 'runs', step);
  }

  /** What a step made before, or makes now. */
  async once<T>(step: string, schema: z.ZodType<T>, make: () => Promise<T>): Promise<T> {
    const file = join(this.path, 'steps', `${step}.json`);
    const text = await readFile(file, 'utf8').catch(absent);
    if (text !== null) return schema.parse(JSON.parse(text));
    const made = await make();
    await saveAtomically(file, JSON.stringify(made));
    return made;
  }
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

const otherPlan = (path: string): MaculeError =>
  new MaculeError({
    kind: 'invalid-input',
    message: `The folder “${basename(path)}” holds a simulation that was begun with other options.`,
    advice: 'Choose a new folder, or go on with the options it was begun with.',
    retryable: false,
  });
