import { GraduationCap } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { RunSummary } from '../../../../shared/training/run-summary';
import { request } from '../../../api/client';
import { loadedValue } from '../../../api/remote';
import { Button } from '../../../ui/button';
import { showFailure } from '../../../ui/toast-store';
import { MODELS } from '../models';
import { useBackbones } from '../store/backbones-store';
import { loadModels, stoppingMetricsOf, useTrainable } from '../store/models-store';
import { showPane } from '../store/pane-store';
import { refreshRuns } from '../store/runs-store';
import { AdvancedSettings } from './advanced-settings';
import { BackboneWeights } from './backbone-weights';
import { DataChoice } from './data-choice';
import { changeDraft, EMPTY_DRAFT, loadRecentData, useDraft } from './draft-store';
import { Limits } from './limits';
import { ModelChoice } from './model-choice';
import { defaultName, orderOfDraft } from './order-of-draft';
import styles from './new-run.module.css';

/** The form that a training run is ordered with. */
export function NewRun({ runs }: { readonly runs: readonly RunSummary[] }) {
  const { draft, inspection } = useDraft();
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [starting, setStarting] = useState(false);
  const weights = useWeightsProblem();
  const metrics = stoppingMetricsOf(useTrainable(draft.model));
  const waits = runs.some(({ state }) => ['queued', 'running', 'pausing', 'stopping'].includes(state));
  useEffect(() => {
    void loadRecentData();
    void loadModels();
  }, []);

  const start = async (): Promise<void> => {
    const inspected = inspection && loadedValue(inspection);
    const outcome = orderOfDraft(
      draft,
      inspected,
      metrics,
      runs.map(({ name }) => name),
      new Date(),
    );
    const found = [...(outcome.ok ? [] : outcome.problems), ...(weights === null ? [] : [weights])];
    setProblems(found);
    if (!outcome.ok || found.length > 0) return;
    setStarting(true);
    const result = await request('training:order', outcome.order);
    setStarting(false);
    if (!result.ok) {
      showFailure('Training was not started', result.failure);
      return;
    }
    changeDraft({ name: EMPTY_DRAFT.name });
    await refreshRuns();
    showPane({ pane: 'run', runId: result.value.id });
  };

  return (
    <form
      className={styles['form']}
      aria-labelledby="new-run"
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <header>
        <h2 id="new-run">New training</h2>
        <p className={styles['muted']}>
          A model learns from photos on which lesions are marked. It runs in the background, at low priority;
          photos can be analysed meanwhile. Nothing leaves this computer.
        </p>
      </header>
      <DataChoice />
      <ModelChoice />
      <BackboneWeights />
      <Limits waits={waits} />
      <AdvancedSettings />
      <section className={styles['section']}>
        <label className={styles['field']}>
          <span>Name</span>
          <input
            type="text"
            maxLength={120}
            placeholder={defaultName(draft)}
            value={draft.name}
            onChange={(event) => changeDraft({ name: event.currentTarget.value })}
          />
        </label>
        {problems.length > 0 && (
          <div role="alert" className={styles['problems']}>
            <ul>
              {problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          </div>
        )}
        <div>
          <Button look="main" type="submit" disabled={starting}>
            <GraduationCap aria-hidden size={17} /> {waits ? 'Add to the queue' : 'Start training'}
          </Button>
        </div>
      </section>
    </form>
  );
}

/** Why the chosen model cannot be trained for want of its weights; null where it can, or that is not known. */
function useWeightsProblem(): string | null {
  const { draft } = useDraft();
  const backbones = useBackbones((store) => loadedValue(store.backbones));
  const { backbone, title } = MODELS[draft.model];
  if (backbone === undefined || backbones === null) return null;
  const here = backbones.find(({ id }) => id === backbone)?.here.state;
  return here === 'ready' || here === 'downloaded'
    ? null
    : `${title} needs its weights first: fetch or add them.`;
}
