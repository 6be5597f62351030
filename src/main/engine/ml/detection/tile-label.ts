import type { LesionType } from '../../../../shared/clinical/lesion';

/** A label in the pixels of one tile. */
export interface TileLabel {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Types the label allows; empty for a look-alike (mole, flat spot, scar), which is no lesion. */
  readonly allowed: readonly LesionType[];
  /** Weight of its type in the loss; 1 unless given. */
  readonly typeWeight?: number;
  /** Weight of its box in the loss; 1 unless given. */
  readonly boxWeight?: number;
}
