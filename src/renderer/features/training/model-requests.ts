import type { DetectorModel } from '../../../shared/ipc/models';
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

function tellChange(title: string, before: DetectorModel | undefined): void {
  showToast({
    title: `Photos are analysed with ${title}`,
    detail: 'Each photo when it is opened. What other models found stays on record.',
    ...(before ? { action: { label: 'Undo', run: () => void changeModel(before) } } : {}),
  });
}
