import { z } from 'zod';
import { backboneIdSchema, backboneStateSchema } from '../backbones/backbone-state';

/** A pre-trained network as the window shows it: what is published, and how far it is on this computer. */
export const listedBackboneSchema = z.object({
  id: backboneIdSchema,
  title: z.string(),
  /** Web address without its path: where the weights would come from. */
  host: z.string(),
  bytes: z.number().int(),
  md5: z.string(),
  licence: z.string(),
  reference: z.string(),
  here: backboneStateSchema,
  /** Bytes that are there of the download under way; null while there is none. */
  fetching: z.number().int().nullable(),
});
export type ShownBackbone = Readonly<z.infer<typeof listedBackboneSchema>>;

const aboutBackbone = z.object({ id: backboneIdSchema });

export const backboneRequests = {
  'backbones:list': { input: z.object({}), output: z.array(listedBackboneSchema) },
  /** Downloads the published file, checks and reads it; answers when it is ready. The one use of a network. */
  'backbones:fetch': { input: aboutBackbone, output: z.null() },
  'backbones:cancel-fetch': { input: aboutBackbone, output: z.null() },
  /** Opens the system's file dialog and reads the chosen Keras file; false where it was closed. */
  'backbones:add-from-dialog': { input: aboutBackbone, output: z.boolean() },
} as const;

export const backboneEvents = {
  /** The list differs from before: fetch it again. */
  'backbones:changed': z.object({}),
  'backbones:progress': z.object({ id: backboneIdSchema, done: z.number(), total: z.number() }),
} as const;
