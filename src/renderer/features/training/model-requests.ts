import type { DetectorModel, ModelOffer } from '../../../shared/ipc/models';
import type { RunSummary } from '../../../shared/training/run-summary';
import { request } from '../../api/client';
import { showFailure, showToast } from '../../ui/toast-store';
import { refreshDetectors, useDetectors } from './store/detectors-store';

const modelInUse = (): DetectorModel | undefined => {
  const { detectors } = useDetectors.getState();
  return detectors.state === 'loaded' ? detectors.value.find(({ inUse }) => inUse) : undefined;
};

/** Analyses photos with a run's best model from now on, and offers the way back. */
export async function adoptModel({ id, name }: RunSummary): Promise<void> {
  const before = modelInUse();
  const result = await request('models:adopt', { runId: id });
  if (!result.ok) showFailure(`The model of ${name} is not used`, result.failure);
  else tellChange(name, before);
  await refreshDetectors();
}

/** Analyses photos with another model from now on, and offers the way back. */
export async function changeModel({ id, title }: DetectorModel): Promise<void> {
  const before = modelInUse();
  const result = await request('models:use', { id });
  if (!result.ok) showFailure(`${title} is not used`, result.failure);
  else tellChange(title, before);
  await refreshDetectors();
}

/** Writes a model as one signed file to where the person says. */
export async function exportModel({ id, title }: DetectorModel): Promise<void> {
  const result = await request('models:export', { id });
  if (!result.ok) return showFailure(`${title} was not exported`, result.failure);
  if (result.value === null) return;
  showToast({
    title: `${title} is in ${result.value.fileName}`,
    detail: `It holds no photo and no patient. Whoever imports it will ask for your fingerprint: ${result.value.fingerprint}`,
  });
}

/** @returns whose model the file holds that the person chose; null where none was, or it was refused. */
export async function lookAtModelFile(): Promise<ModelOffer | null> {
  const result = await request('models:look-at-file', {});
  if (result.ok) return result.value;
  showFailure('The model was not imported', result.failure);
  return null;
}

/** Keeps the model of a file, and accepts its signer. */
export async function importModel({ offerId, title }: ModelOffer): Promise<void> {
  const result = await request('models:import', { offerId, acceptSigner: true });
  if (!result.ok) return showFailure(`${title} was not imported`, result.failure);
  await refreshDetectors();
  showToast({ title: `${title} was imported`, detail: 'Choose it to analyse photos with it.' });
}

function tellChange(title: string, before: DetectorModel | undefined): void {
  showToast({
    title: `Photos are analysed with ${title}`,
    detail: 'Each photo when it is opened. What other models found stays on record.',
    ...(before ? { action: { label: 'Undo', run: () => void changeModel(before) } } : {}),
  });
}
