import type { ImportedBackbone } from '../../../shared/backbones/backbone-state';
import { BACKBONE_IDS, PUBLISHED_WEIGHTS, type BackboneId } from '../../../shared/backbones/catalogue';
import { MaculeError } from '../../../shared/errors';
import { fileMd5 } from '../../backbones/file-md5';
import { storedFile } from '../../backbones/places';
import { unwritable } from '../../backbones/unwritable';
import { removeLeftParts } from '../../vault/remove-left-parts';
import { findKerasWeights, layerOf } from '../io/keras/find-keras-weights';
import { openHdf5, type Hdf5File } from '../io/keras/hdf5-file';
import { kerasLayersOf, type KerasLayers } from '../io/keras/keras-layers-of';
import { writeSafetensorsFile, type LazyArray } from '../io/safetensors-file';
import { backboneParameters } from './backbone-parameters';
import { pixelVariances } from './efficientnet-pixels';

export interface ImportBackboneOptions {
  readonly signal?: AbortSignal;
  /** Arrays that are written, of how many. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Reads the weights of a backbone from a Keras `.h5` file into the folder of backbones. The file is left as it
 * is; one array at a time is in memory.
 * @param id the backbone that the file is for; found out by its layers where it is not given.
 * @throws MaculeError `not-found`, `unreadable-file`, `unsupported-format`, `no-space` or `cancelled`; the
 *   folder is then as before.
 */
export async function importBackbone(
  folder: string,
  file: string,
  id: BackboneId | undefined,
  { signal, onProgress }: ImportBackboneOptions = {},
): Promise<ImportedBackbone> {
  const source = await openHdf5(file);
  try {
    const layers = layersOf(source);
    const found = id ?? identify(layers);
    if (!found) throw noBackbone(source);
    const { title, file: publishedName, md5: publishedMd5 } = PUBLISHED_WEIGHTS[found];
    const weights: readonly LazyArray[] = findKerasWeights(source, layers, {
      title,
      parameters: backboneParameters(found),
      advice: `Choose weights of Keras Applications’ ${title}, such as ${publishedName}.`,
    }).map((weight) =>
      weight.name === 'normalization/variance'
        ? { ...weight, read: () => pixelVariances(weight.read()) }
        : weight,
    );
    const md5 = await fileMd5(file, signal);
    const published = md5 === publishedMd5;
    const metadata = { format: '1', backbone: found, source: source.name, md5, published: String(published) };
    await removeLeftParts(storedFile(folder, found));
    await writeSafetensorsFile(storedFile(folder, found), weights, metadata, {
      ...(signal ? { signal } : {}),
      onArray: (done) => onProgress?.(done, weights.length),
    });
    return { id: found, published };
  } catch (thrown) {
    if (signal?.aborted) throw cancelled(source);
    if (thrown instanceof MaculeError) throw thrown;
    throw unwritable(id ?? source.name, thrown as NodeJS.ErrnoException);
  } finally {
    source.close();
  }
}

function layersOf(source: Hdf5File): KerasLayers {
  const layers = kerasLayersOf(source);
  if (layers) return layers;
  throw new MaculeError({
    kind: 'unsupported-format',
    message: `“${source.name}” holds no weights of Keras.`,
    file: source.name,
    advice: 'Choose a weights file that Keras saved with the ending .h5.',
    retryable: false,
  });
}

/** The backbone all of whose layers are there by name. */
const identify = (layers: KerasLayers): BackboneId | undefined =>
  BACKBONE_IDS.find((id) =>
    backboneParameters(id).every(
      ({ name }) => layers.has(layerOf(name)) || layerOf(name) === 'normalization',
    ),
  );

const noBackbone = ({ name }: Hdf5File): MaculeError =>
  new MaculeError({
    kind: 'unsupported-format',
    message: `The layers in “${name}” are those of none of ${BACKBONE_IDS.map((id) => PUBLISHED_WEIGHTS[id].title).join(', ')}.`,
    file: name,
    advice: 'Name the backbone to be told which layer is missing, or choose another file.',
    retryable: false,
  });

const cancelled = ({ name }: Hdf5File): MaculeError =>
  new MaculeError({ kind: 'cancelled', message: `Reading “${name}” was cancelled.`, retryable: true });
