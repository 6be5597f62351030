import { FolderOpen, Pause, Play, ScanSearch, Square, Trash2 } from 'lucide-react';
import type { RunSummary } from '../../../../shared/training/run-summary';
import { Button } from '../../../ui/button';
import { adoptModel } from '../model-requests';
import { ask, removeRun } from '../run-requests';
import styles from './run-view.module.css';

/** Whether its model says where lesions are, not only which types a photo shows. */
const saysWhere = ({ model }: RunSummary): boolean =>
  model.startsWith('lesion-detector') || model.startsWith('yolov8');

/** What can be done with a run as it stands. */
export function RunActions({ run }: { readonly run: RunSummary }) {
  const { state } = run;
  const canPause = state === 'running' || state === 'queued';
  const canResume = state === 'paused' || state === 'interrupted' || state === 'failed';
  const canStop = state === 'running' || state === 'pausing' || state === 'paused' || state === 'interrupted';
  return (
    <div className={styles['actions']}>
      {canPause && (
        <Button onClick={() => void ask('training:pause', run)}>
          <Pause aria-hidden size={16} /> Pause
        </Button>
      )}
      {canResume && (
        <Button look="main" onClick={() => void ask('training:resume', run)}>
          <Play aria-hidden size={16} /> Resume
        </Button>
      )}
      {canStop && (
        <Button onClick={() => void ask('training:stop', run)}>
          <Square aria-hidden size={15} /> Stop and keep best
        </Button>
      )}
      {run.hasModel && saysWhere(run) && !run.clinic && (
        <Button
          title="Keep a copy of its best model and analyse photos with it"
          onClick={() => void adoptModel(run)}
        >
          <ScanSearch aria-hidden size={16} /> Use for analyses
        </Button>
      )}
      {run.hasModel && (
        <Button onClick={() => void ask('training:show-folder', run)}>
          <FolderOpen aria-hidden size={16} /> Show files
        </Button>
      )}
      <Button
        look="bare"
        aria-label={`Delete ${run.name}`}
        title="Delete this run and its files"
        onClick={() => void removeRun(run)}
      >
        <Trash2 aria-hidden size={16} />
      </Button>
    </div>
  );
}
