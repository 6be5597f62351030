import { create } from 'zustand';
import type { DataInspection, TrainingData } from '../../../../shared/ipc/training';
import type { TrainableModel } from '../../../../shared/training/recipe';
import { request } from '../../../api/client';
import { LOADING, remoteOf, type Remote } from '../../../api/remote';
import { showFailure } from '../../../ui/toast-store';

/** The advanced settings as they stand in their fields; empty = the model's own. */
export interface AdvancedFields {
  readonly batchSize: string;
  readonly side: string;
  readonly learningRate: string;
  readonly schedule: '' | 'constant' | 'cosine';
  readonly normLimit: string;
  readonly stopping: '' | 'never' | 'patience';
  readonly stoppingMetric: string;
  readonly patience: string;
  readonly classWeights: '' | 'yes' | 'no';
  readonly augment: '' | 'yes' | 'no';
  readonly seed: string;
}

/** A run that is being put together. It stays while other parts of the window are looked at. */
export interface Draft {
  /** Empty = made from model and photos. */
  readonly name: string;
  readonly data: TrainingData | null;
  readonly model: TrainableModel;
  readonly epochs: string;
  readonly limited: boolean;
  /** `HH:MM`, local. */
  readonly doneBy: string;
  readonly advanced: AdvancedFields;
}

export const EMPTY_DRAFT: Draft = {
  name: '',
  data: null,
  model: 'lesion-detector',
  epochs: '',
  limited: false,
  doneBy: '07:00',
  advanced: {
    batchSize: '',
    side: '',
    learningRate: '',
    schedule: '',
    normLimit: '',
    stopping: '',
    stoppingMetric: '',
    patience: '5',
    classWeights: '',
    augment: '',
    seed: '1',
  },
};

interface DraftStore {
  readonly draft: Draft;
  /** What is in the chosen photos; null while none are chosen. */
  readonly inspection: Remote<DataInspection> | null;
  readonly recent: readonly TrainingData[];
}

export const useDraft = create<DraftStore>()(() => ({ draft: EMPTY_DRAFT, inspection: null, recent: [] }));

export const changeDraft = (change: Partial<Draft>): void =>
  useDraft.setState(({ draft }) => ({ draft: { ...draft, ...change } }));

export const changeAdvanced = (change: Partial<AdvancedFields>): void =>
  useDraft.setState(({ draft }) => ({ draft: { ...draft, advanced: { ...draft.advanced, ...change } } }));

export async function loadRecentData(): Promise<void> {
  const result = await request('training:recent-data', {});
  if (result.ok) useDraft.setState({ recent: result.value });
}

/** Asks for a folder with the system's dialog. */
export async function chooseData(): Promise<void> {
  const result = await request('training:choose-data', {});
  if (!result.ok) showFailure('No folder was chosen', result.failure);
  else if (result.value) await takeData(result.value);
}

/** Takes a folder and looks into it. */
export async function takeData(data: TrainingData): Promise<void> {
  useDraft.setState(({ draft }) => ({ draft: { ...draft, data }, inspection: LOADING }));
  const result = await request('training:inspect-data', { dataId: data.id });
  // Another folder may have been chosen meanwhile.
  if (useDraft.getState().draft.data?.id !== data.id) return;
  useDraft.setState({
    inspection: remoteOf(result),
  });
}
