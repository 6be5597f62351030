import { z } from 'zod';
import { referenceLesionSchema } from '../clinical/lesion';
import { dataInspectionSchema, trainingDataSchema } from '../ipc/training';
import { resultSchema } from '../ipc/result';

/**
 * Main ↔ reader, the process that opens files from outside. It is started with an empty message that carries a
 * MessagePort; over that port it does one thing at a time. It has no keys and no database, and may die at any moment.
 */
export const readerRequestSchema = z.discriminatedUnion('kind', [
  /** `file` is an absolute path. */
  z.object({ kind: z.literal('read'), file: z.string() }),
  /** Answers `fingerprint`: a known photo need not be decoded. */
  z.object({ kind: z.literal('known'), known: z.boolean() }),
  /** Read the labels of a training folder; `folder` is an absolute path. */
  z.object({ kind: z.literal('inspect'), folder: z.string(), data: trainingDataSchema }),
]);
export type ReaderRequest = Readonly<z.infer<typeof readerRequestSchema>>;

const jpegSchema = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const sideSchema = z.number().int().positive();

/** What is kept of a photo file. */
export const readPhotoSchema = z.object({
  /** SHA-256 of the file's bytes, hexadecimal. */
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  /** Null where main knew the fingerprint. */
  photo: z
    .object({
      /** Pixels of the upright photo. */
      width: sideSchema,
      height: sideSchema,
      /** ISO 8601 without zone, or null. */
      takenAt: z.string().nullable(),
      /** JPEG files without metadata. */
      renditions: z.object({ thumbnail: jpegSchema, screen: jpegSchema, full: jpegSchema }),
      /** Labels that lie beside the file where it belongs to a dataset. */
      reference: z.array(referenceLesionSchema),
    })
    .nullable(),
});
export type ReadPhoto = Readonly<z.infer<typeof readPhotoSchema>>;

/** Reader → main. */
export const readerMessageSchema = z.discriminatedUnion('kind', [
  /** The process has started. */
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('fingerprint'), fingerprint: z.string() }),
  /** The file's header says so many pixels, before any is decoded: a large photo may take longer. */
  z.object({ kind: z.literal('measured'), pixels: z.number().int().positive() }),
  z.object({ kind: z.literal('ended'), result: resultSchema(readPhotoSchema) }),
  z.object({ kind: z.literal('inspected'), result: resultSchema(dataInspectionSchema) }),
]);
export type ReaderMessage = Readonly<z.infer<typeof readerMessageSchema>>;
