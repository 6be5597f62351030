import { create } from 'zustand';
import type { DetectorModel } from '../../../../shared/ipc/models';
import { request } from '../../../api/client';
import { coalesce } from '../../../api/coalesce';
import { LOADING, remoteOf, type Remote } from '../../../api/remote';

interface DetectorsStore {
  readonly detectors: Remote<readonly DetectorModel[]>;
}

/** The detectors that photos can be analysed with, kept level with main. */
export const useDetectors = create<DetectorsStore>()(() => ({ detectors: LOADING }));

export const refreshDetectors = coalesce(async () => {
  const result = await request('models:list', {});
  useDetectors.setState({
    detectors: remoteOf(result),
  });
});
