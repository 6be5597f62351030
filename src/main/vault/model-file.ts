import { createHash } from 'node:crypto';
import { z } from 'zod';
import { LESION_TYPES } from '../../shared/clinical/lesion';
import { MODEL_FILES } from '../../shared/engine/model-files';
import { isSignedBy, PUBLIC_KEY_BYTES, SIGNATURE_BYTES, type SigningKey } from './signing-key';
import * as refused from './model-file-refusals';

/**
 * A model as one signed file: a line that names the format, the length of the manifest (4 bytes, little-endian), the
 * manifest (JSON), the signature of all that comes before it, then the content of the files in the manifest's order.
 * The manifest holds the hash of each file, so the signature speaks for every byte.
 */
const FORMAT = 1;
const FIRST_LINE = `MACULE MODEL ${FORMAT}\n`;
const ANY_FIRST_LINE = /^MACULE MODEL (\d{1,6})\n/;
const LENGTH_BYTES = 4;
const MOST_MANIFEST_BYTES = 64 * 1024;

/** How files of models end. */
export const MODEL_FILE_EXTENSION = 'macule-model';
/** A model of Macule takes some megabytes: nothing larger is read into memory. */
export const MOST_MODEL_BYTES = 1024 ** 3;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const manifestSchema = z.object({
  /** What the model can tell apart; a model for other types is of no use to this record. */
  lesionTypes: z.array(z.string()),
  signer: z.base64(),
  /** ISO 8601. */
  signedAt: z.iso.datetime(),
  madeWith: z.string(),
  files: z.array(
    z.object({ name: z.enum(MODEL_FILES), bytes: z.number().int().nonnegative(), sha256: hash }),
  ),
});

/** What main has to know of a model before it keeps it; the engine checks the rest. */
const descriptionSchema = z.looseObject({
  id: z.string().min(1),
  title: z.string().min(1).max(200),
  task: z.string(),
  trainedAt: z.iso.datetime(),
  weightsSha256: hash,
});
export type SignedDescription = z.infer<typeof descriptionSchema>;

/** Of the datasets that a model learned from and was calibrated on, what is not a name. */
const learnedFromSchema = z.looseObject({
  training: z.looseObject({
    datasets: z.array(z.object({ photos: z.number() })).optional(),
    calibration: z.looseObject({ datasets: z.unknown().transform(() => undefined) }).optional(),
  }),
});

/** The files of a model folder, by name. */
export type ModelContents = ReadonlyMap<(typeof MODEL_FILES)[keyof typeof MODEL_FILES], Uint8Array>;

export interface SignedModel {
  readonly description: SignedDescription;
  readonly contents: ModelContents;
  /** Public key. */
  readonly signer: Uint8Array;
  readonly signedAt: string;
  /** Version of Macule. */
  readonly madeWith: string;
}

export interface Signing {
  readonly key: SigningKey;
  readonly now: Date;
  readonly appVersion: string;
}

/**
 * Names of the folders that the model learned from or was calibrated on are left out: they may be anybody's.
 * @returns the bytes of the file.
 */
export function packModel(given: ModelContents, { key, now, appVersion }: Signing): Uint8Array {
  const contents = new Map(given);
  const description = contents.get(MODEL_FILES.description);
  if (description) contents.set(MODEL_FILES.description, withoutNames(description));
  const manifest: z.infer<typeof manifestSchema> = {
    lesionTypes: [...LESION_TYPES],
    signer: Buffer.from(key.publicKey).toString('base64'),
    ...{ signedAt: now.toISOString(), madeWith: appVersion },
    files: [...contents].map(([name, bytes]) => ({ name, bytes: bytes.length, sha256: sha256(bytes) })),
  };
  const text = Buffer.from(JSON.stringify(manifest));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(text.length);
  const signed = Buffer.concat([Buffer.from(FIRST_LINE), length, text]);
  return Buffer.concat([signed, key.sign(signed), ...contents.values()]);
}

/**
 * Reads a model file and checks that it is, byte by byte, what its signer has signed. Whether the signer is to be
 * believed is for a person to say.
 * @param name of the file, for messages.
 * @throws MaculeError `unreadable-file` where it is none or was changed; `unsupported-format` for a newer one;
 *   `invalid-input` for a model of other lesion types.
 */
export function unpackModel(bytes: Uint8Array, name: string): SignedModel {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const format = ANY_FIRST_LINE.exec(file.toString('latin1', 0, 24))?.[1];
  if (format === undefined) throw refused.noModelFile(name);
  if (Number(format) !== FORMAT) throw refused.newerFormat(name);
  const begin = FIRST_LINE.length + LENGTH_BYTES;
  if (file.length < begin) throw refused.changed(name);
  const end = begin + file.readUInt32LE(FIRST_LINE.length);
  const filesFrom = end + SIGNATURE_BYTES;
  if (end - begin > MOST_MANIFEST_BYTES || file.length < filesFrom) throw refused.changed(name);
  const manifest = parsed(file.subarray(begin, end), manifestSchema) ?? refused.fail(refused.changed(name));
  const signer = Buffer.from(manifest.signer, 'base64');
  if (
    signer.length !== PUBLIC_KEY_BYTES ||
    !isSignedBy(signer, file.subarray(0, end), file.subarray(end, filesFrom))
  )
    throw refused.changed(name);
  if ([...manifest.lesionTypes].sort().join() !== [...LESION_TYPES].sort().join())
    throw refused.otherTypes(name, manifest.lesionTypes);
  const contents =
    contentsOf(manifest.files, file.subarray(filesFrom)) ?? refused.fail(refused.changed(name));
  const weights = contents.get(MODEL_FILES.weights);
  const text = contents.get(MODEL_FILES.description);
  const description = text && parsed(text, descriptionSchema);
  if (!weights || !description) throw refused.incomplete(name);
  if (description.weightsSha256 !== sha256(weights)) throw refused.incomplete(name);
  const { signedAt, madeWith } = manifest;
  return { description, contents, signer, signedAt, madeWith };
}

function withoutNames(description: Uint8Array): Uint8Array {
  const found = parsed(description, learnedFromSchema);
  if (!found) return description;
  return Buffer.from(`${JSON.stringify(found, null, 2)}\n`);
}

function contentsOf(files: z.infer<typeof manifestSchema>['files'], bytes: Uint8Array): ModelContents | null {
  const contents = new Map<(typeof files)[number]['name'], Uint8Array>();
  let from = 0;
  for (const { name, bytes: length, sha256: expected } of files) {
    const content = bytes.subarray(from, from + length);
    if (contents.has(name) || content.length !== length || sha256(content) !== expected) return null;
    contents.set(name, content);
    from += length;
  }
  return from === bytes.length ? contents : null;
}

function parsed<T>(bytes: Uint8Array, schema: z.ZodType<T>): T | null {
  try {
    return schema.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
