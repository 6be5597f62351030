import { mul, type Tensor } from '@tensorflow/tfjs-core';
import { record } from '../compiler/record';
import type { NamedArray } from '../io/safetensors';
import { PIXEL_RANGE, type Backbone } from '../ml/models/backbone';
import { Session, zeroTensor, type SessionOptions } from '../runtime/session';
import { weightsContext } from './weights-context';

/**
 * What a backbone is shown: pictures as its weights were trained on them (Keras's `preprocess_input`), or
 * the values in 0–1 as they are, which is what the seed study's text describes.
 */
export type BackboneInput = 'preprocessed' | 'unit';

export interface BackboneRunnerOptions extends SessionOptions {
  readonly height: number;
  readonly width: number;
  readonly batchSize: number;
  readonly input: BackboneInput;
}

/** A frozen backbone with its weights, compiled for one size of picture. */
export class BackboneRunner {
  private constructor(
    /** [h, w, channels] of one picture's feature map. */
    readonly featureShape: readonly number[],
    private readonly session: Session,
    private readonly pictures: ReturnType<typeof zeroTensor>,
    private readonly outputs: ReturnType<Session['allocateOutputs']>,
  ) {}

  static async open(
    backbone: Backbone,
    weights: ReadonlyMap<string, NamedArray>,
    { height, width, batchSize, input: shown, ...options }: BackboneRunnerOptions,
  ): Promise<BackboneRunner> {
    let featureShape: readonly number[] = [];
    const graph = record(({ input }) => {
      const pictures = input({ name: 'pictures', shape: [batchSize, height, width, 3], layout: 'image' });
      const x: Tensor = shown === 'unit' ? pictures : backbone.preprocess(mul(pictures, PIXEL_RANGE));
      const features = backbone.features(weightsContext(weights), x);
      featureShape = features.shape.slice(1);
      return [{ name: 'features', tensor: features }];
    });
    const session = await Session.open(graph, options);
    const [spec] = graph.inputs;
    if (!spec) throw new Error('The recorded backbone has no input.');
    return new BackboneRunner(featureShape, session, zeroTensor(spec), session.allocateOutputs());
  }

  /**
   * @param planes pictures in 0–1, [batchSize, 3, height, width].
   * @returns feature maps in Keras's order, [batchSize, h, w, channels]; overwritten by the next run.
   */
  async run(planes: Float32Array): Promise<Float32Array> {
    (this.pictures.data as Float32Array).set(planes);
    await this.session.run({ pictures: this.pictures }, this.outputs);
    return this.outputs['features']?.data as Float32Array;
  }

  close(): Promise<void> {
    return this.session.close();
  }
}
