import type { LesionType } from '../../../../shared/clinical/lesion';
import { centreHit } from './affinity';
import type { TypedPhoto } from './judged-photo';
import { matchGreedily } from './match-greedily';

/** Found lesions by what their label says and what the detector says. */
export interface InflammationConfusion {
  readonly inflammatory: { readonly inflammatory: number; readonly nonInflammatory: number };
  readonly nonInflammatory: { readonly inflammatory: number; readonly nonInflammatory: number };
}

/** Comedones are non-inflammatory, all others inflammatory. */
const isInflammatory = (type: LesionType): boolean => type !== 'comedone';

/**
 * Who is taken for inflammatory, among lesions that were found (matched as in `confusionMatrix`) and whose label says
 * which of the two they are, be it that it leaves the type open (`pimple`: papule or pustule).
 * @returns null where no label says.
 */
export function inflammationConfusion(
  photos: readonly TypedPhoto[],
  threshold: number,
): InflammationConfusion | null {
  const cells = {
    inflammatory: { inflammatory: 0, nonInflammatory: 0 },
    nonInflammatory: { inflammatory: 0, nonInflammatory: 0 },
  };
  let labelled = 0;
  for (const { detections, references } of photos) {
    labelled += references.filter(({ allowed }) => labelOf(allowed) !== null).length;
    const kept = detections.filter(({ score }) => score >= threshold);
    for (const { detection, reference } of matchGreedily({ detections: kept, references }, centreHit)) {
      const label = reference === null ? null : labelOf(references[reference]!.allowed);
      if (label === null) continue;
      cells[label][isInflammatory(kept[detection]!.type) ? 'inflammatory' : 'nonInflammatory'] += 1;
    }
  }
  return labelled === 0 ? null : cells;
}

function labelOf(allowed: readonly LesionType[]): keyof InflammationConfusion | null {
  if (allowed.length === 0) return null;
  if (allowed.every(isInflammatory)) return 'inflammatory';
  return allowed.some(isInflammatory) ? null : 'nonInflammatory';
}
