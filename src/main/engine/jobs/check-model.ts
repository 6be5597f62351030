import { encodedTile } from '../detector/encoded-tile';
import { readAnyDetectorFolder } from '../io/model-folder';
import { TILE_MULTIPLE } from '../ml/models/lesion-detector';

/**
 * Makes sure that a model folder holds a detector whose weights fit its description, by recording its network for a
 * small picture. Nothing is computed.
 * @throws MaculeError `model-unavailable` where it does not.
 */
export async function checkModel(folder: string): Promise<null> {
  const model = await readAnyDetectorFolder(folder);
  const { description } = model;
  const side = description.task === 'yolov8' ? description.side : 2 * TILE_MULTIPLE;
  encodedTile(model, side, side);
  return null;
}
