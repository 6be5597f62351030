import { createRequire } from 'node:module';
import { z } from 'zod';
import { allowRemovedUtilities } from '../ladder/removed-utilities';

export const tensorflowAnswerSchema = z.object({
  /** Of four ones. */
  sum: z.literal(4),
  gpu: z.boolean(),
  version: z.string(),
});

/** As much of TensorFlow's Node binding as is tried. */
interface Binding {
  ones(shape: readonly number[]): unknown;
  sum(x: unknown): { dataSync(): ArrayLike<number> };
  backend(): { readonly isUsingGpuDevice?: boolean; readonly binding: { readonly TF_Version: string } };
}

/**
 * Loads TensorFlow's library, adds up four ones and says whether a GPU did it.
 * @param entry absolute path of the binding's main file.
 */
export function probeTensorflow(entry: string): Promise<z.input<typeof tensorflowAnswerSchema>> {
  allowRemovedUtilities();
  process.env['TF_CPP_MIN_LOG_LEVEL'] = '3';
  const tensorflow = createRequire(import.meta.url)(entry) as Binding;
  const sum = tensorflow.sum(tensorflow.ones([4])).dataSync()[0] as 4;
  const { isUsingGpuDevice, binding } = tensorflow.backend();
  return Promise.resolve({ sum, gpu: isUsingGpuDevice === true, version: binding.TF_Version });
}
