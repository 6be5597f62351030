import { GraduationCap, LineChart as ChartIcon, Plus } from 'lucide-react';
import type { RunSummary } from '../../../shared/training/run-summary';
import { RemoteView } from '../../api/remote-view';
import { Button } from '../../ui/button';
import { Teach } from './clinic/teach';
import { CompareView } from './compare/compare-view';
import { DifferencesView } from './differences/differences-view';
import { ModelInUse } from './model-in-use';
import { NewRun } from './new-run/new-run';
import { RunRow } from './run-row';
import { RunView } from './run/run-view';
import { showPane, shownPane, usePane, type Pane } from './store/pane-store';
import { refreshRuns, useRuns } from './store/runs-store';
import rail from '../../ui/rail.module.css';
import styles from './training-view.module.css';

interface TrainingViewProps {
  readonly onOpenPhoto: (photoId: string) => void;
  /** The photo whose lesion map is open; null where none is. */
  readonly openPhotoId: string | null;
}

/** The training screen: the list of runs, and beside it one run, their comparison, or the form for a new one. */
export function TrainingView(props: TrainingViewProps) {
  const runs = useRuns((store) => store.runs);
  const chosen = usePane((store) => store.chosen);
  return (
    <RemoteView
      remote={runs}
      loading="Loading training runs…"
      failed="The training runs cannot be shown"
      onRetry={() => void refreshRuns()}
    >
      {(loaded) => <Runs runs={loaded} chosen={chosen} {...props} />}
    </RemoteView>
  );
}

interface RunsProps extends TrainingViewProps {
  readonly runs: readonly RunSummary[];
  readonly chosen: Pane | null;
}

function Runs({ runs, chosen, ...props }: RunsProps) {
  const pane = shownPane(
    chosen,
    runs.map(({ id }) => id),
  );
  return (
    <div className={styles['view']}>
      <RunsRail runs={runs} pane={pane} />
      <section className={styles['pane']} data-region="training" aria-label={PANE_NAMES[pane.pane]}>
        <PaneBody pane={pane} runs={runs} {...props} />
      </section>
    </div>
  );
}

const PANE_NAMES: Readonly<Record<Pane['pane'], string>> = {
  new: 'New training run',
  teach: 'Teach it your patients',
  run: 'Training run',
  differences: 'Where the models differ',
  compare: 'Comparison of training runs',
};

interface PaneBodyProps extends TrainingViewProps {
  readonly runs: readonly RunSummary[];
  readonly pane: Pane;
}

function PaneBody({ pane, runs, onOpenPhoto, openPhotoId }: PaneBodyProps) {
  if (pane.pane === 'teach') return <Teach onOpenPhoto={onOpenPhoto} />;
  if (pane.pane === 'new') return <NewRun runs={runs} />;
  if (pane.pane === 'compare') return <CompareView runs={runs} />;
  const run = runs.find(({ id }) => id === pane.runId);
  if (!run) return null;
  if (pane.pane === 'differences')
    return <DifferencesView key={run.id} run={run} openPhotoId={openPhotoId} />;
  return <RunView key={run.id} run={run} />;
}

function RunsRail({ runs, pane }: { readonly runs: readonly RunSummary[]; readonly pane: Pane }) {
  return (
    <nav className={rail['rail']} data-region="runs" aria-label="Training runs">
      <div className={styles['railHead']}>
        <Button
          look="main"
          aria-current={pane.pane === 'teach' ? 'page' : undefined}
          onClick={() => showPane({ pane: 'teach' })}
        >
          <GraduationCap aria-hidden size={17} /> Teach it your patients
        </Button>
        <Button
          aria-current={pane.pane === 'new' ? 'page' : undefined}
          onClick={() => showPane({ pane: 'new' })}
        >
          <Plus aria-hidden size={17} /> New training
        </Button>
        {runs.length > 1 && (
          <Button aria-pressed={pane.pane === 'compare'} onClick={() => showPane({ pane: 'compare' })}>
            <ChartIcon aria-hidden size={17} /> Compare runs
          </Button>
        )}
      </div>
      <ModelInUse />
      {runs.length === 0 ? (
        <p className={rail['quiet']}>No training runs yet.</p>
      ) : (
        <ul className={styles['runs']} aria-label="Runs, newest first">
          {runs.map((run) => (
            <RunRow
              key={run.id}
              run={run}
              isOpen={'runId' in pane && pane.runId === run.id}
              onOpen={() => showPane({ pane: 'run', runId: run.id })}
            />
          ))}
        </ul>
      )}
    </nav>
  );
}
