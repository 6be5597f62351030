import { rm, stat } from 'node:fs/promises';
import { z } from 'zod';
import type { BackboneState, BackboneStates } from '../../../shared/backbones/backbone-state';
import { BACKBONE_IDS, PUBLISHED_WEIGHTS, type BackboneId } from '../../../shared/backbones/catalogue';
import { MaculeError } from '../../../shared/errors';
import { downloadedFile, partOf, storedFile } from '../../backbones/places';
import type { NamedArray } from '../io/safetensors';
import { readSafetensorsFile, readSafetensorsHeader } from '../io/safetensors-file';
import { backboneParameters } from './backbone-parameters';
import { importBackbone } from './import-backbone';

const metadataSchema = z.object({
  format: z.literal('1'),
  /** Name and MD5 of the file that the weights were read from. */
  source: z.string(),
  md5: z.string(),
  published: z.enum(['true', 'false']),
});

/** The weights of a backbone, and the MD5 of the file they come from: what features are computed with. */
export interface BackboneWeights {
  readonly id: BackboneId;
  readonly md5: string;
  readonly weights: ReadonlyMap<string, NamedArray>;
}

/** Looks at what is in the folder, without reading weights. */
export async function backboneState(folder: string, id: BackboneId): Promise<BackboneState> {
  const stored = await readSafetensorsHeader(storedFile(folder, id)).catch(() => null);
  const metadata = metadataSchema.safeParse(stored?.metadata);
  if (metadata.success) {
    const { source, published } = metadata.data;
    return { state: 'ready', source, published: published === 'true' };
  }
  if ((await bytesOf(downloadedFile(folder, id))) !== null) return { state: 'downloaded' };
  const bytes = await bytesOf(partOf(downloadedFile(folder, id)));
  return bytes === null ? { state: 'absent' } : { state: 'partial', bytes };
}

/** The states of all backbones. */
export async function backboneStates(folder: string): Promise<BackboneStates> {
  const states = await Promise.all(BACKBONE_IDS.map(async (id) => [id, await backboneState(folder, id)]));
  return Object.fromEntries(states) as BackboneStates;
}

const bytesOf = (file: string): Promise<number | null> =>
  stat(file).then(
    ({ size }) => size,
    () => null,
  );

/** Takes a downloaded file over into the folder's own format and removes it. Throws as {@link importBackbone}. */
export async function takeOverDownload(folder: string, id: BackboneId, signal?: AbortSignal): Promise<void> {
  const file = downloadedFile(folder, id);
  await importBackbone(folder, file, id, signal ? { signal } : {});
  await rm(file, { force: true });
}

/**
 * The weights of a backbone from the folder, taking over a finished download first.
 * @throws MaculeError `model-unavailable` where they are not there or damaged.
 */
export async function loadBackbone(folder: string, id: BackboneId): Promise<BackboneWeights> {
  const { state } = await backboneState(folder, id);
  if (state === 'downloaded') await takeOverDownload(folder, id);
  else if (state !== 'ready') throw unavailable(id, 'are not on this computer');
  const { arrays, metadata } = await readSafetensorsFile(storedFile(folder, id)).catch((cause: unknown) => {
    throw unavailable(id, 'are damaged', cause);
  });
  const fits = backboneParameters(id).every(
    ({ name, shape }) => arrays.get(name)?.shape.join() === shape.join(),
  );
  const parsed = metadataSchema.safeParse(metadata);
  if (!fits || !parsed.success) throw unavailable(id, 'are of another version of Macule');
  return { id, md5: parsed.data.md5, weights: arrays };
}

const unavailable = (id: BackboneId, why: string, cause?: unknown): MaculeError =>
  new MaculeError(
    {
      kind: 'model-unavailable',
      message: `The weights of ${PUBLISHED_WEIGHTS[id].title} ${why}.`,
      advice: `Fetch them (“macule backbone fetch ${id}”), or add a file (“macule backbone add <file>”).`,
      retryable: false,
    },
    { cause },
  );
