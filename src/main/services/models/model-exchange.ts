import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { MODEL_FILES } from '../../../shared/engine/model-files';
import { MaculeError } from '../../../shared/errors';
import type { ModelOffer } from '../../../shared/ipc/models';
import type { WritableDatabase } from '../../data/database';
import { acceptSigner, isAcceptedSigner } from '../../data/repositories/accepted-signers';
import { MOST_MODEL_BYTES, packModel, unpackModel, type SignedModel } from '../../vault/model-file';
import { tooLarge } from '../../vault/model-file-refusals';
import { fingerprintOf, type SigningKey } from '../../vault/signing-key';
import type { ClinicModels } from './clinic-models';
import { readProvenance, type ModelProvenance } from './model-provenance';

export interface ModelExchangeOptions {
  readonly database: WritableDatabase;
  readonly models: Pick<ClinicModels, 'contentsOf' | 'keep' | 'idHere'>;
  readonly key: SigningKey;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly appVersion: string;
}

/** Models as signed files: out of this library, and from others into it. */
export class ModelExchange {
  /** The file that was looked at last, until it is imported. */
  private offered: { readonly id: string; readonly model: SignedModel } | null = null;

  constructor(private readonly options: ModelExchangeOptions) {}

  /** By which others know this library. */
  get fingerprint(): string {
    return fingerprintOf(this.options.key.publicKey);
  }

  /** A model as a signed file. @throws MaculeError `not-found`. */
  async pack(id: string): Promise<Uint8Array> {
    const { models, key, now, appVersion } = this.options;
    return packModel(await models.contentsOf(id), { key, now: now(), appVersion });
  }

  /**
   * Reads a file and says whose model it is; nothing is kept yet.
   * @throws MaculeError as `unpackModel` does.
   */
  async look(file: string): Promise<ModelOffer> {
    const { database, models, newId } = this.options;
    const name = basename(file);
    const model = unpackModel(await readModelFile(file, name), name);
    const { description, contents, signer, signedAt } = model;
    this.offered = { id: newId(), model };
    return {
      offerId: this.offered.id,
      ...{ fileName: name, title: description.title, trainedAt: description.trainedAt, signedAt },
      ...{ fingerprint: fingerprintOf(signer), accepted: isAcceptedSigner(database, signer) },
      isOwn: Buffer.from(signer).equals(this.options.key.publicKey),
      isHere: (await models.idHere(description)) !== null,
      card: Buffer.from(contents.get(MODEL_FILES.card) ?? '').toString('utf8') || null,
    };
  }

  /**
   * Keeps the model that was looked at. It is not used until somebody chooses it.
   * @param accept its signer from now on.
   * @param by name of the user; null in a library without users.
   * @returns id of the model.
   * @throws MaculeError `not-allowed` where nobody has accepted the signer; `not-found` where another file was looked at since, `model-unavailable` where its weights do
   *   not fit its description, `no-space`.
   */
  async import(offerId: string, accept: boolean, by: string | null): Promise<string> {
    const { database, models, now } = this.options;
    if (this.offered?.id !== offerId) throw forgotten();
    const { description, contents, signer, signedAt } = this.offered.model;
    if (!accept && !isAcceptedSigner(database, signer)) throw notAccepted();
    const before = readProvenance(contents.get(MODEL_FILES.provenance));
    const provenance: ModelProvenance = {
      ...(before ?? { format: 1, parent: null, parts: null, approvedAt: null, approvedBy: null }),
      signers: [...(before?.signers ?? []), { fingerprint: fingerprintOf(signer), signedAt }],
    };
    const id = await models.keep(description, contents, provenance);
    acceptSigner(database, signer, now().toISOString(), by);
    this.offered = null;
    return id;
  }
}

/** @throws MaculeError `unreadable-file`, `invalid-input` where it is far too large. */
export async function readModelFile(file: string, name: string): Promise<Uint8Array> {
  try {
    if ((await stat(file)).size > MOST_MODEL_BYTES) throw tooLarge(name);
    return await readFile(file);
  } catch (cause) {
    if (cause instanceof MaculeError) throw cause;
    throw new MaculeError(
      {
        ...{ kind: 'unreadable-file', message: `“${name}” cannot be read.`, file: name },
        advice: 'Check that the drive is there and that you may read it.',
        retryable: true,
      },
      { cause },
    );
  }
}

const notAccepted = (): MaculeError =>
  new MaculeError({
    kind: 'not-allowed',
    message: 'Nobody has accepted the signer of this model yet.',
    advice: 'Compare the fingerprint with the one that the other clinic reads to you, then accept it.',
    retryable: false,
  });

const forgotten = (): MaculeError =>
  new MaculeError({
    kind: 'not-found',
    message: 'Macule no longer knows which file this was.',
    advice: 'Choose the file again.',
    retryable: false,
  });
