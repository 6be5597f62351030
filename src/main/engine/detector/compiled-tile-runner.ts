import { record } from '../compiler/record';
import type { LoadedModel } from '../io/model-folder';
import { zeroTensor, Session, type SessionOptions } from '../runtime/session';
import { detectorForward } from './forward';
import type { OpenTileRunner } from './tile-runner';

/** Records the detector for a tile size, compiles it, and runs it with ONNX Runtime. */
export const compiledTileRunner =
  (model: LoadedModel, options: SessionOptions): OpenTileRunner =>
  async (height, width) => {
    const graph = record(({ input }) => {
      const picture = input({ name: 'picture', shape: [1, height, width, 3], layout: 'image' });
      return [{ name: 'peaks', tensor: detectorForward(model, picture) }];
    });
    const session = await Session.open(graph, options);
    const [spec] = graph.inputs;
    if (!spec) throw new Error('The recorded detector has no input.');
    const picture = zeroTensor(spec);
    const outputs = session.allocateOutputs();
    return {
      run: async (planes) => {
        (picture.data as Float32Array).set(planes);
        await session.run({ picture }, outputs);
        return outputs['peaks']?.data as Float32Array;
      },
      close: () => session.close(),
    };
  };
