import { z } from 'zod';
import { BACKBONE_IDS } from './catalogue';

export const backboneIdSchema = z.enum(BACKBONE_IDS);

/** How far a backbone is on this computer. */
export const backboneStateSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('absent') }),
  /** A download stopped after some bytes. */
  z.object({ state: z.literal('partial'), bytes: z.number().int() }),
  /** The verified file is there and still has to be read. */
  z.object({ state: z.literal('downloaded') }),
  z.object({ state: z.literal('ready'), source: z.string(), published: z.boolean() }),
]);
export type BackboneState = Readonly<z.infer<typeof backboneStateSchema>>;

/** The states of all backbones, by id. */
export const backboneStatesSchema = z.record(backboneIdSchema, backboneStateSchema);
export type BackboneStates = Readonly<z.infer<typeof backboneStatesSchema>>;

export const importedBackboneSchema = z.object({
  id: backboneIdSchema,
  /** Whether the file is the published one, by its checksum. */
  published: z.boolean(),
});
export type ImportedBackbone = Readonly<z.infer<typeof importedBackboneSchema>>;
