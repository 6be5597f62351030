import { InferenceSession } from 'onnxruntime-node';
import type { CreateSession } from '../../src/main/engine/runtime/session';

/**
 * ONNX Runtime on a computer whose memory holds only so many pictures at once: `limit` is asked at every run.
 * What it says then is what ONNX Runtime's own allocator says.
 */
export const littleMemory =
  (limit: () => number): CreateSession =>
  async (model, options) => {
    const session = await InferenceSession.create(model, options);
    return {
      run: async (feeds: InferenceSession.FeedsType, fetches: InferenceSession.NullableOnnxValueMapType) => {
        const { images } = feeds as { readonly images?: { readonly dims: readonly number[] } };
        if ((images?.dims[0] ?? 0) > limit()) {
          throw new Error(
            "Non-zero status code returned while running Conv node. Name:'Conv_12' Status Message: " +
              'bfc_arena.cc:360 Failed to allocate memory for requested buffer of size 22151168',
          );
        }
        return session.run(feeds, fetches);
      },
      release: () => session.release(),
    } as Awaited<ReturnType<CreateSession>>;
  };
