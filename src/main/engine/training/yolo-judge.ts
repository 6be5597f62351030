import { stack, type Tensor } from '@tensorflow/tfjs-core';
import type { LesionType } from '../../../shared/clinical/lesion';
import type { DatasetLabel } from '../../datasets/dataset';
import { weightsContext } from '../backbones/weights-context';
import { record } from '../compiler/record';
import type { YoloDescription } from '../io/model-description';
import type { NamedArray } from '../io/safetensors';
import { yoloAnchors } from '../ml/detection/yolo-anchors';
import { decodeYolo, joinLevels } from '../ml/detection/yolo-decode';
import { readYoloDetections } from '../ml/detection/yolo-detections';
import { yoloLossSums } from '../ml/losses/yolo-loss';
import { SCORE_FLOOR } from '../ml/metrics/detection-figures';
import type { TypedPhoto } from '../ml/metrics/judged-photo';
import { yolov8 } from '../ml/models/yolov8';
import { allocate, Session, type Values } from '../runtime/session';
import { yoloTruthInputs, yoloTruthOf } from './yolo-program';
import { typedLesions, yoloTruthArrays } from './yolo-truth';

/** Losses of pictures summed, with the target scores that they are to be divided by. */
export interface YoloLossCounts {
  readonly box: number;
  readonly class: number;
  readonly distribution: number;
  readonly scores: number;
}

export interface JudgedByYolo {
  /** Lesions found and marked, boxes in pixels of the network's input. */
  readonly photo: TypedPhoto;
  readonly losses: YoloLossCounts;
}

export interface YoloJudgeOptions {
  readonly description: Pick<YoloDescription, 'scale' | 'classes' | 'side' | 'suppression'>;
  /** As of the running averages, for a network that is not trained further. */
  readonly weights: ReadonlyMap<string, NamedArray>;
  /** Lesions that a photo has at most. */
  readonly mostObjects: number;
  readonly threads: number;
}

const LOSS_TERMS = ['box', 'class', 'distribution', 'scores'] as const;

/** A YOLOv8 network as it is at inference, with its losses on what photos are labelled with. */
export class YoloJudge {
  private constructor(
    private readonly options: YoloJudgeOptions,
    private readonly session: Session,
    private readonly inputs: Values,
    private readonly outputs: Values,
  ) {}

  static async open(options: YoloJudgeOptions): Promise<YoloJudge> {
    const { scale, classes, side } = options.description;
    const anchors = yoloAnchors(side, side);
    const graph = record(({ input }) => {
      const x = input({ name: 'images', shape: [1, side, side, 3], layout: 'image' });
      const specs = yoloTruthInputs(1, options.mostObjects);
      const truth = Object.fromEntries(specs.map((spec): [string, Tensor] => [spec.name, input(spec)]));
      const levels = yolov8(weightsContext(options.weights), x, scale, classes.length);
      const sums = yoloLossSums(joinLevels(levels), yoloTruthOf(truth), anchors);
      return [
        { name: 'found', tensor: decodeYolo(levels, anchors) },
        { name: 'losses', tensor: stack(LOSS_TERMS.map((term) => sums[term])) },
      ];
    });
    const session = await Session.open(graph, { threads: options.threads });
    return new YoloJudge(options, session, allocate(graph.inputs), session.allocateOutputs());
  }

  /**
   * @param planes a prepared photo, [3, side, side] in [0, 1].
   * @param labels boxes in pixels of the prepared photo.
   */
  async judge(planes: Float32Array, labels: readonly DatasetLabel[]): Promise<JudgedByYolo> {
    const { description, mostObjects } = this.options;
    const { classes, suppression } = description;
    const given = { images: planes, ...yoloTruthArrays([labels], classes, mostObjects) };
    for (const [name, values] of Object.entries(given)) (this.inputs[name]?.data as Float32Array).set(values);
    await this.session.run(this.inputs, this.outputs);
    const found = this.outputs['found']?.data as Float32Array;
    const losses = this.outputs['losses']?.data as Float32Array;
    const detections = readYoloDetections(found, classes.length, {
      minScore: SCORE_FLOOR,
      overlap: suppression.overlap,
      suppression: suppression.kind,
    });
    return {
      photo: {
        detections: detections.map(({ box, score, classIndex }) => ({
          box,
          score,
          type: classes[classIndex] as LesionType,
        })),
        references: typedLesions(labels).map(({ type, box }) => ({ box, allowed: [type] })),
      },
      losses: Object.fromEntries(
        LOSS_TERMS.map((term, index) => [term, losses[index] ?? NaN]),
      ) as unknown as YoloLossCounts,
    };
  }

  close(): Promise<void> {
    return this.session.close();
  }
}
