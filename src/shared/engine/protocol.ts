import { z } from 'zod';
import { backboneIdSchema, backboneStatesSchema, importedBackboneSchema } from '../backbones/backbone-state';
import { detectedLesionSchema } from '../clinical/lesion';
import { faceSchema } from '../face/face';
import { resultSchema } from '../ipc/result';
import { analysisTimesSchema } from '../photo/photo';
import { workingScaleSchema } from '../photo/working-scale';
import { trainableSchema } from '../training/trainable';
import { deidentifiedSchema, deidentifyJobSchema } from './deidentify';
import { pictureKeysSchema } from './picture-keys';
import { probeOutcomeSchema, probeTaskSchema } from './probe';
import { engineIdSchema, engineLadderSchema, modelInfoSchema } from './status';

/**
 * Main ↔ engine process. Main starts the engine with `utilityProcess.fork` and posts one `connect`
 * message that carries a MessagePort; everything else travels over that port.
 */
export const connectSchema = z.object({
  kind: z.literal('connect'),
  /** Folder of model folders (`assets/models`), absolute. */
  modelsFolder: z.string(),
  /** Folder of the detector to use, absolute; the shipped one where it is not given. */
  model: z.string().optional(),
  /** Folder the engine may fill with compiled graphs, absolute. */
  cacheFolder: z.string(),
  /** Opens the library's pictures; not given where none are sealed. */
  pictureKeys: pictureKeysSchema.optional(),
  /** CPU threads for one session. */
  threads: z.number().int().positive(),
  /** The rung that a person asked for; null = automatic. */
  prefer: engineIdSchema.nullable(),
  /** Whether the engine process before this one ended by itself. */
  afterCrash: z.boolean(),
});
export type Connect = Readonly<z.infer<typeof connectSchema>>;

export const inferJobSchema = z.object({
  kind: z.literal('infer'),
  /** Absolute path of a picture that `imaging` can read. Never sent to a renderer. */
  file: z.string(),
  /** Lesions below this score are left out, 0–1. */
  minScore: z.number().min(0).max(1),
  /** Folder of another detector to look with, absolute; the one in use where it is not given. */
  model: z.string().optional(),
  /** The picture that is likely to come next, read while this one is analysed. */
  next: z.string().optional(),
});
/** Reads a backbone's weights from a Keras file; `backbone` where it is not to be found out. */
export const importBackboneJobSchema = z.object({
  kind: z.literal('import-backbone'),
  /** Absolute. Never sent to a renderer. */
  file: z.string(),
  backbone: backboneIdSchema.optional(),
});
export const backbonesJobSchema = z.object({ kind: z.literal('backbones') });
/** Which models can be trained. */
export const trainableJobSchema = z.object({ kind: z.literal('trainable') });
/** Whether a model folder holds a detector whose weights fit its description. */
export const checkModelJobSchema = z.object({
  kind: z.literal('check-model'),
  /** Absolute. Never sent to a renderer. */
  folder: z.string(),
});
export const statusJobSchema = z.object({ kind: z.literal('status') });
export const cancelJobSchema = z.object({ kind: z.literal('cancel'), target: z.number().int() });
/** Use this rung from the next tile on, tested or not; null = automatic. Answers the state after the change. */
export const preferJobSchema = z.object({ kind: z.literal('prefer'), engine: engineIdSchema.nullable() });
/** Forget what is known about engines and compare them with the processor again, after the next analysis. */
export const retestJobSchema = z.object({ kind: z.literal('retest') });
/** How a probe ended that the engine asked for. */
export const probeEndedJobSchema = z.object({
  kind: z.literal('probe-ended'),
  probe: z.number().int(),
  outcome: probeOutcomeSchema,
});

export const jobSchema = z.discriminatedUnion('kind', [
  inferJobSchema,
  deidentifyJobSchema,
  statusJobSchema,
  cancelJobSchema,
  backbonesJobSchema,
  importBackboneJobSchema,
  trainableJobSchema,
  checkModelJobSchema,
  preferJobSchema,
  retestJobSchema,
  probeEndedJobSchema,
]);
export type Job = Readonly<z.infer<typeof jobSchema>>;

/** Main → engine. */
export const engineRequestSchema = z.object({ id: z.number().int(), job: jobSchema });
export type EngineRequest = Readonly<z.infer<typeof engineRequestSchema>>;

export const inferenceSchema = z.object({
  model: z.object({ id: z.string(), sha256: z.string(), identity: z.string() }),
  engine: z.object({ id: z.string(), device: z.string() }),
  threshold: z.number(),
  /** Pixels of the upright photo. */
  width: z.number().int(),
  height: z.number().int(),
  ms: analysisTimesSchema,
  scale: workingScaleSchema,
  lesions: z.array(detectedLesionSchema),
  /** Null where the photo shows no face; absent where nobody looked. */
  face: faceSchema.nullable().optional(),
});
export type Inference = Readonly<z.infer<typeof inferenceSchema>>;

export const engineStateSchema = z.object({ ladder: engineLadderSchema, model: modelInfoSchema });
export type EngineState = Readonly<z.infer<typeof engineStateSchema>>;

/** What each job answers. */
export const jobResultSchemas = {
  infer: resultSchema(inferenceSchema),
  deidentify: resultSchema(deidentifiedSchema),
  status: resultSchema(engineStateSchema),
  cancel: resultSchema(z.null()),
  backbones: resultSchema(backboneStatesSchema),
  'import-backbone': resultSchema(importedBackboneSchema),
  trainable: resultSchema(z.array(trainableSchema)),
  'check-model': resultSchema(z.null()),
  prefer: resultSchema(engineStateSchema),
  retest: resultSchema(engineStateSchema),
  'probe-ended': resultSchema(z.null()),
} as const;

/** Engine → main. `progress` counts whole units (tiles, steps). */
export const engineMessageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heartbeat') }),
  z.object({ kind: z.literal('ready'), state: resultSchema(engineStateSchema) }),
  /** The state has changed since `ready`: another engine is in use, or a test has ended. */
  z.object({ kind: z.literal('state'), state: engineStateSchema }),
  /** Asks main for a process in which a task runs; answered by a job `probe-ended`. `limit` is milliseconds. */
  z.object({
    kind: z.literal('probe'),
    probe: z.number().int(),
    task: probeTaskSchema,
    limit: z.number().positive(),
  }),
  z.object({
    kind: z.literal('progress'),
    id: z.number().int(),
    stage: z.enum(['decode', 'detect']),
    done: z.number().int(),
    total: z.number().int(),
  }),
  z.object({ kind: z.literal('reply'), id: z.number().int(), result: z.unknown() }),
]);
export type EngineMessage = Readonly<z.infer<typeof engineMessageSchema>>;

/** Engine sends a heartbeat this often; main counts it dead after {@link HEARTBEAT_LIMIT_MS} of silence. */
export const HEARTBEAT_EVERY_MS = 1_000;
export const HEARTBEAT_LIMIT_MS = 20_000;
