import { create } from 'zustand';
import type { EngineStatus } from '../../shared/engine/status';
import { onEvent, request } from './client';
import { LOADING, remoteOf, type Remote } from './remote';

interface EngineStore {
  readonly status: Remote<EngineStatus>;
}

/** The engine process as main last reported it. */
export const useEngine = create<EngineStore>()(() => ({ status: LOADING }));

export async function connectEngine(): Promise<void> {
  let eventSeen = false;
  onEvent('engine:changed', (status) => {
    eventSeen = true;
    useEngine.setState({ status: { state: 'loaded', value: status } });
  });
  const result = await request('engine:status', {});
  // An event that arrived meanwhile is newer than this answer.
  if (eventSeen) return;
  useEngine.setState({
    status: remoteOf(result),
  });
}
