import { findTensorflow, TENSORFLOW_VARIABLE } from '../../src/main/engine/ladder/find-tensorflow';
import { loadTensorflow } from '../../src/main/engine/ladder/load-tensorflow';

/** Registers the backend `tensorflow` of the binding that `npm run tensorflow-node` has built. */
const found = findTensorflow(process.env[TENSORFLOW_VARIABLE]);
if (found.entry === null || !found.named) {
  throw new Error(
    `Build a binding with "npm run tensorflow-node" and name its folder in ${TENSORFLOW_VARIABLE}.`,
  );
}
loadTensorflow(found.entry, 2);
