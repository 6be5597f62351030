/** Figures of one validation, on held-out photos. */
export interface ValidationFigures {
  readonly photos: number;
  /** Average precision at IoU 0.5, whatever the type. */
  readonly ap50: number;
  /** At the threshold with the best F1: share of lesions whose mark holds a detection's centre … */
  readonly centreHitRecall: number;
  /** … and share of detections whose centre lies in a lesion's mark. */
  readonly centreHitPrecision: number;
  readonly threshold: number;
  /** Mean absolute difference of lesion counts per photo at that threshold. */
  readonly countError: number;
}

/** What a training run tells, one JSON line each on the command line. */
export type TrainingEvent =
  | {
      readonly event: 'start';
      readonly recipe: string;
      readonly seed: number;
      readonly trainPhotos: number;
      readonly validPhotos: number;
      readonly leakedPhotos: number;
      readonly parameters: number;
      readonly engine: { readonly id: string; readonly device: string };
      readonly resumedAtStep: number;
    }
  | {
      readonly event: 'step';
      readonly epoch: number;
      readonly step: number;
      readonly losses: Readonly<Record<string, number>>;
      readonly learningRate: number;
      /** Tiles a second. */
      readonly tilesPerSecond: number;
      readonly photosPerSecond: number;
      readonly secondsLeft: number | null;
    }
  | {
      readonly event: 'epoch';
      readonly epoch: number;
      readonly step: number;
      readonly validation: ValidationFigures;
      readonly best: boolean;
    }
  /** Memory ran out; training goes on from the same state with fewer tiles a step. */
  | { readonly event: 'smaller-batch'; readonly step: number; readonly from: number; readonly to: number }
  /** A photo that cannot be read; training goes on without it. */
  | { readonly event: 'skipped'; readonly file: string; readonly message: string }
  | { readonly event: 'checkpoint'; readonly step: number; readonly file: string }
  | {
      readonly event: 'done';
      readonly reason: 'finished' | 'time' | 'cancelled';
      readonly step: number;
      readonly seconds: number;
      readonly model: string | null;
    };
