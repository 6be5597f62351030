import { LOOK_SIDE, lookAtPhoto } from '../imaging/photo-look';
import type { Look, LookOptions } from '../datasets/inspect/look-at-all';
import type { CliContext } from './context';
import type { ProgressLine } from './progress-line';

const look: Look = async (file, signal) => {
  const { thumbnail, ...rest } = await lookAtPhoto(file, signal);
  return { ...rest, thumbnail: { side: LOOK_SIDE, grey: thumbnail } };
};

/** How the commands look at photos: on all processors, telling how far they are. */
export const looking = ({ cores, signal }: CliContext, progress: ProgressLine): LookOptions => ({
  look,
  atOnce: Math.max(2, cores),
  signal,
  onProgress: (done, total) => progress.show(done, total, 'photos looked at'),
});
