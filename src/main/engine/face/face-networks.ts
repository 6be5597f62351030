import { join } from 'node:path';
import { concat, reshape, type Tensor } from '@tensorflow/tfjs-core';
import { readGraphModel } from '../io/graph-model-file';
import type { GraphModel } from '../ml/graph-model/graph-model';
import { runGraphModel } from '../ml/graph-model/run-graph-model';
import { CompiledFunction } from '../runtime/compiled-function';
import type { SessionOptions } from '../runtime/session';
import { DETECTOR_SIDE, SCORE_LENGTH } from './blaze-face';
import { MESH_SIDE, type FaceNetworks } from './find-face';

/**
 * Compiles both networks.
 * @param folder of `blazeface.json` and `facemesh.json`, absolute.
 * @throws MaculeError `model-unavailable`.
 */
export async function openFaceNetworks(folder: string, options: SessionOptions): Promise<FaceNetworks> {
  const [blazeFace, faceMesh] = await Promise.all(
    ['blazeface.json', 'facemesh.json'].map((name) => readGraphModel(join(folder, name))),
  );
  if (!blazeFace || !faceMesh) throw new Error('A network of the face is missing.');
  const detector = await compile(blazeFace, DETECTOR_SIDE, options);
  const mesh = await compile(faceMesh, MESH_SIDE, options);
  return {
    detect: async (planes) => {
      const values = await detector.run(planes);
      return { scores: values.subarray(0, SCORE_LENGTH), boxes: values.subarray(SCORE_LENGTH) };
    },
    lay: async (planes) => {
      const values = await mesh.run(planes);
      return { confidence: values[CONTOURS] ?? 0, mesh: values.subarray(CONTOURS + 1) };
    },
    close: async () => {
      await detector.close();
      await mesh.close();
    },
  };
}

/** Numbers that FaceMesh gives before its confidence: outlines of eyes and lips, which the mesh has too. */
const CONTOURS = 266;

/** Compiles a network of one square picture; its results lie one after the other, in the order of their names. */
function compile(model: GraphModel, side: number, options: SessionOptions): Promise<CompiledFunction> {
  const forward = (x: Tensor): Tensor =>
    concat(
      runGraphModel(model, x).map((result) => reshape(result, [result.size])),
      0,
    );
  return CompiledFunction.open({ shape: [1, side, side, 3], layout: 'image' }, forward, options);
}
