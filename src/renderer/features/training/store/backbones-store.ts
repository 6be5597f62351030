import { create } from 'zustand';
import type { BackboneId } from '../../../../shared/backbones/catalogue';
import type { ShownBackbone } from '../../../../shared/ipc/backbones';
import { request } from '../../../api/client';
import { coalesce } from '../../../api/coalesce';
import { LOADING, remoteOf, type Remote } from '../../../api/remote';
import { showFailure, showToast } from '../../../ui/toast-store';

interface BackbonesStore {
  readonly backbones: Remote<readonly ShownBackbone[]>;
}

/** The pre-trained networks, as far as this computer has them; not asked for until a model needs one. */
export const useBackbones = create<BackbonesStore>()(() => ({ backbones: LOADING }));

export const refreshBackbones = coalesce(async () => {
  const result = await request('backbones:list', {});
  useBackbones.setState({
    backbones: remoteOf(result),
  });
});

/** Bytes of a download that are there by now. */
export function noteFetched(id: BackboneId, done: number): void {
  const { backbones } = useBackbones.getState();
  if (backbones.state !== 'loaded') return;
  const value = backbones.value.map((one) => (one.id === id ? { ...one, fetching: done } : one));
  useBackbones.setState({ backbones: { state: 'loaded', value } });
}

export async function fetchBackbone({ id, title }: ShownBackbone): Promise<void> {
  const result = await request('backbones:fetch', { id });
  await refreshBackbones();
  if (result.ok) showToast({ title: `${title} is ready` });
  else if (result.failure.kind === 'cancelled') showToast({ title: `Fetching ${title} was stopped` });
  else showFailure(`${title} was not fetched`, result.failure);
}

export async function cancelFetch({ id, title }: ShownBackbone): Promise<void> {
  const result = await request('backbones:cancel-fetch', { id });
  if (!result.ok) showFailure(`Fetching ${title} could not be stopped`, result.failure);
}

export async function addBackbone({ id, title }: ShownBackbone): Promise<void> {
  const result = await request('backbones:add-from-dialog', { id });
  await refreshBackbones();
  if (!result.ok) showFailure(`${title} was not added`, result.failure);
  else if (result.value) showToast({ title: `${title} is ready` });
}
