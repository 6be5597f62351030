import { MaculeError } from '../../../shared/errors';
import { LESION_TYPES } from '../../../shared/clinical/lesion';
import { PUBLISHED_WEIGHTS } from '../../../shared/backbones/catalogue';
import { frozenBackboneClassifier, seedCnnClassifier } from '../backbones/presence-classifiers';
import { loadBackbone } from '../backbones/stored-backbone';
import type { PresenceDescription } from '../io/model-description';
import type { LoadedModel } from '../io/model-folder';
import type { CompiledFunction } from '../runtime/compiled-function';

/** A network that says which lesion types are on pictures of one size. */
export interface PresenceClassifier {
  readonly batchSize: number;
  /**
   * @param planes of up to {@link batchSize} pictures, [pictures, 3, side, side] in 0–1.
   * @returns for each picture the probability of each type, in the order of `LESION_TYPES`.
   */
  classify(planes: Float32Array): Promise<readonly (readonly number[])[]>;
  close(): Promise<void>;
}

export interface OpenPresenceOptions {
  readonly threads: number;
  /** Pictures at once. */
  readonly batchSize: number;
  /** Folder of backbones. */
  readonly backbones: string;
}

/**
 * Compiles a trained classifier.
 * @throws MaculeError `model-unavailable` where the backbone that its head stands on is missing, or another one.
 */
export async function openPresence(
  { description, weights }: Pick<LoadedModel<PresenceDescription>, 'description' | 'weights'>,
  { threads, batchSize, backbones }: OpenPresenceOptions,
): Promise<PresenceClassifier> {
  const { network, side } = description;
  if (network.kind === 'seed-cnn')
    return classifierOf(await seedCnnClassifier(weights, { side, batchSize, threads }), batchSize, side);
  const backbone = await loadBackbone(backbones, network.backbone);
  if (backbone.md5 !== network.md5) throw otherBackbone(network);
  const size = { height: side, width: side, input: network.input };
  const compiled = await frozenBackboneClassifier(backbone, weights, { ...size, batchSize, threads });
  return classifierOf(compiled, batchSize, side);
}

/** @param compiled gives probabilities [batchSize, types]. */
export function classifierOf(
  compiled: CompiledFunction,
  batchSize: number,
  side: number,
): PresenceClassifier {
  const picture = 3 * side * side;
  const input = new Float32Array(batchSize * picture);
  return {
    batchSize,
    classify: async (planes) => {
      input.set(planes);
      const probabilities = await compiled.run(input);
      return Array.from({ length: planes.length / picture }, (_, index) => [
        ...probabilities.subarray(index * LESION_TYPES.length, (index + 1) * LESION_TYPES.length),
      ]);
    },
    close: () => compiled.close(),
  };
}

const otherBackbone = ({
  backbone,
  md5,
}: Extract<PresenceDescription['network'], { kind: 'frozen-backbone' }>): MaculeError => {
  const { title, md5: published } = PUBLISHED_WEIGHTS[backbone];
  return new MaculeError({
    kind: 'model-unavailable',
    message: `The model was trained on other weights of ${title} than those on this computer.`,
    advice:
      md5 === published
        ? `Fetch the published ones (“macule backbone fetch ${backbone}”).`
        : `Add the file that it was trained on, with the checksum ${md5} (“macule backbone add <file>”).`,
    retryable: false,
  });
};
