import { join } from 'node:path';
import { z } from 'zod';
import { MODEL_FILES } from '../../../shared/engine/model-files';
import { readLibraryFile } from '../../vault/library-files';

/** What main needs to know of a model; the engine checks the rest when it opens it. */
const describedModelSchema = z.looseObject({
  id: z.string().min(1),
  title: z.string(),
  task: z.string(),
  trainedAt: z.string(),
  weightsSha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type DescribedModel = z.infer<typeof describedModelSchema>;

/** What a model folder says about itself; null where it holds no model. */
export async function readDescribedModel(folder: string): Promise<DescribedModel | null> {
  try {
    const bytes = await readLibraryFile(join(folder, MODEL_FILES.description));
    return describedModelSchema.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    // Missing, cut short or of another kind: in each case there is nothing to analyse photos with.
    return null;
  }
}
