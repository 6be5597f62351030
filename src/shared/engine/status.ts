import { z } from 'zod';

/** The rungs of the engine ladder, fastest first. */
export const ENGINE_IDS = [
  'tfjs-node-gpu',
  'onnxruntime-cuda',
  'onnxruntime-directml',
  'onnxruntime-coreml',
  'onnxruntime-webgpu',
  'onnxruntime-cpu',
  'tfjs-node-cpu',
  'tfjs-wasm',
] as const;
export const engineIdSchema = z.enum(ENGINE_IDS);
export type EngineId = z.infer<typeof engineIdSchema>;

/**
 * How far a rung may be used: at once; after it has been compared with the processor; that comparison is under
 * way; it was refused or failed; or it is not on this machine.
 */
export const engineReportStateSchema = z.enum(['ready', 'untested', 'testing', 'refused', 'absent']);
export type EngineReportState = z.infer<typeof engineReportStateSchema>;

/** One rung as found on this machine. */
export const engineReportSchema = z.object({
  id: engineIdSchema,
  /** Whether Macule uses it by itself: its state is `ready`. */
  available: z.boolean(),
  state: engineReportStateSchema,
  /** The device it really runs on, such as `Intel Core i5-1235U (2 threads)`; null where absent. */
  device: z.string().nullable(),
  /** Why it is chosen, passed over or unavailable: one sentence. */
  reason: z.string(),
});
export type EngineReport = Readonly<z.infer<typeof engineReportSchema>>;

/** What `macule doctor` prints about engines and what the status bar shows. */
export const engineLadderSchema = z.object({
  engines: z.array(engineReportSchema),
  chosen: z.object({ infer: engineIdSchema, train: engineIdSchema }),
  /** The rung that a person asked for; null = automatic. */
  preferred: engineIdSchema.nullable(),
  /** What a person should know about the engine in use, such as why the preferred one is not: a sentence. */
  problem: z.string().nullable(),
});
export type EngineLadder = Readonly<z.infer<typeof engineLadderSchema>>;

/** The detector in use. */
export const modelInfoSchema = z.object({
  id: z.string(),
  /** Hash of the weights file, hexadecimal. */
  sha256: z.string(),
  /** Hash over the weights and all that changes results besides, such as the calibration; hexadecimal. */
  identity: z.string(),
  title: z.string(),
  /** Operating threshold, 0–1. */
  threshold: z.number(),
});
export type ModelInfo = Readonly<z.infer<typeof modelInfoSchema>>;

/** The engine process as main sees it. */
export const engineStatusSchema = z.discriminatedUnion('process', [
  z.object({ process: z.literal('starting') }),
  z.object({ process: z.literal('ready'), ladder: engineLadderSchema, model: modelInfoSchema }),
  z.object({ process: z.literal('restarting'), reason: z.string() }),
  z.object({ process: z.literal('stopped'), reason: z.string() }),
]);
export type EngineStatus = Readonly<z.infer<typeof engineStatusSchema>>;
