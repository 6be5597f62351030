import { rm } from 'node:fs/promises';
import type { BackboneState, ImportedBackbone } from '../../shared/backbones/backbone-state';
import {
  BACKBONE_IDS,
  PUBLISHED_WEIGHTS,
  type BackboneId,
  type PublishedWeights,
} from '../../shared/backbones/catalogue';
import type { Fetch } from '../backbones/download-file';
import { fetchBackbone } from '../backbones/fetch-backbone';
import type { EngineClient } from '../engine-client/engine-client';

/** A backbone as the window may show it: what is published, and how far it is here. */
export interface ListedBackbone {
  readonly published: PublishedWeights;
  readonly here: BackboneState;
}

export interface BackbonesOptions {
  /** The engine's folder of backbones (`backboneFolder`). */
  readonly folder: string;
  readonly engine: Pick<EngineClient, 'backbones' | 'importBackbone'>;
  /** Electron's `net.fetch`, which knows the system's proxies. */
  readonly fetch: Fetch;
  /** What is published; tests name files of their own. */
  readonly catalogue?: Readonly<Record<BackboneId, PublishedWeights>>;
}

export interface FetchOptions {
  readonly signal?: AbortSignal;
  /** Bytes that are there, of how many. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * The pre-trained networks that a clinic may train on. Nothing is fetched unless a person asks for it: there
 * is no other caller of the network in Macule.
 */
export class Backbones {
  private readonly catalogue: Readonly<Record<BackboneId, PublishedWeights>>;

  constructor(private readonly options: BackbonesOptions) {
    this.catalogue = options.catalogue ?? PUBLISHED_WEIGHTS;
  }

  /** @throws MaculeError as the engine client does. */
  async list(): Promise<readonly ListedBackbone[]> {
    const states = await this.options.engine.backbones();
    return BACKBONE_IDS.map((id) => ({ published: this.catalogue[id], here: states[id] }));
  }

  /**
   * Downloads the published weights, checks them and has the engine take them over. A stopped download goes on
   * where it was.
   * @throws MaculeError as `fetchBackbone` and the engine client do.
   */
  async fetch(id: BackboneId, { signal, onProgress }: FetchOptions = {}): Promise<ImportedBackbone> {
    const { folder, fetch, engine } = this.options;
    const file = await fetchBackbone(folder, id, {
      fetch,
      published: this.catalogue,
      ...(signal ? { signal } : {}),
      ...(onProgress ? { onProgress } : {}),
    });
    const imported = await engine.importBackbone(file, id, signal);
    await rm(file, { force: true });
    return imported;
  }

  /**
   * Takes weights from a Keras `.h5` file of a person's choice, which stays as it is.
   * @param id where the file is not to be recognised by its layers.
   * @throws MaculeError as the engine client does.
   */
  add(file: string, id?: BackboneId, signal?: AbortSignal): Promise<ImportedBackbone> {
    return this.options.engine.importBackbone(file, id, signal);
  }
}
