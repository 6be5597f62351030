/** Folder name of the detector that comes with the app. */
export const SHIPPED_MODEL = 'starter';

/** Names in a model folder. */
export const MODEL_FILES = {
  description: 'model.json',
  weights: 'weights.safetensors',
  card: 'CARD.md',
  /** Where an exported or imported model comes from. */
  provenance: 'provenance.json',
} as const;
