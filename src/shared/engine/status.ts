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

/** One rung as found on this machine. */
export const engineReportSchema = z.object({
  id: engineIdSchema,
  available: z.boolean(),
  /** The device it really runs on, such as `Intel Core i5-1235U (2 threads)`; null where unavailable. */
  device: z.string().nullable(),
  /** Why it is chosen, passed over or unavailable: one sentence. */
  reason: z.string(),
});
export type EngineReport = Readonly<z.infer<typeof engineReportSchema>>;

/** What `macule doctor` prints about engines and what the status bar shows. */
export const engineLadderSchema = z.object({
  engines: z.array(engineReportSchema),
  chosen: z.object({ infer: engineIdSchema, train: engineIdSchema }),
});
export type EngineLadder = Readonly<z.infer<typeof engineLadderSchema>>;

/** The detector in use. */
export const modelInfoSchema = z.object({
  id: z.string(),
  /** Hash of the weights file, hexadecimal. */
  sha256: z.string(),
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
