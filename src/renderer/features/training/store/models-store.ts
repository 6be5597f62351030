import { create } from 'zustand';
import type { RecipeSettings, TrainableModel } from '../../../../shared/training/recipe';
import type { Trainable } from '../../../../shared/training/trainable';
import { request } from '../../../api/client';
import { isJudgement } from '../words';

interface ModelsStore {
  /** The models that can be trained; null until that is known, as while the engine starts. */
  readonly models: readonly Trainable[] | null;
}

/** What can be trained, and how it is by itself. The form works without knowing it. */
export const useModels = create<ModelsStore>()(() => ({ models: null }));

export async function loadModels(): Promise<void> {
  if (useModels.getState().models !== null) return;
  const result = await request('training:models', {});
  if (result.ok) useModels.setState({ models: result.value });
}

const find = ({ models }: ModelsStore, model: TrainableModel): Trainable | null =>
  models?.find((one) => one.model === model) ?? null;

/** What a model is trained with unless told otherwise; null until that is known. */
export const useOwnSettings = (model: TrainableModel): RecipeSettings | null =>
  useModels((store) => find(store, model)?.settings ?? null);

/** Figures by which a run may stop early, of the whole model rather than of single types. */
export const stoppingMetricsOf = (trainable: Trainable | null): readonly string[] => {
  if (trainable === null) return [];
  const { bestBy, metrics } = trainable;
  const others = metrics.filter((name) => name !== bestBy && isJudgement(name) && !name.includes('.'));
  return [bestBy, ...others];
};

export const useTrainable = (model: TrainableModel): Trainable | null =>
  useModels((store) => find(store, model));

/** The model's own number in a field that was left empty. */
export const ownNumber = (own: number | undefined): string =>
  own === undefined ? 'the model’s own' : `the model’s own: ${own}`;
