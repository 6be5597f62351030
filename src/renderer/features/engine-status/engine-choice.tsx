import { TriangleAlert } from 'lucide-react';
import type { EngineLadder, EngineReport, EngineReportState } from '../../../shared/engine/status';
import { request } from '../../api/client';
import { updateSettings, useSettings } from '../../api/settings-store';
import { Button } from '../../ui/button';
import { countOf } from '../../ui/format';
import { showFailure } from '../../ui/toast-store';
import { ENGINE_NAMES } from './engine-names';
import styles from './engine-status.module.css';

async function testAgain(): Promise<void> {
  const result = await request('engine:retest', {});
  if (!result.ok) showFailure('The engines were not tested again', result.failure);
}

const STATE_NAMES: Readonly<Record<EngineReportState, string>> = {
  ready: 'ready',
  untested: 'not tested yet',
  testing: 'being tested',
  refused: 'not suited',
  absent: 'not on this computer',
};

/** Engines that a person can have tested again: the others need no test, or are not there. */
const wasTested = ({ state, id }: EngineReport): boolean =>
  state === 'refused' || (state === 'ready' && id !== 'onnxruntime-cpu' && !id.endsWith('wasm'));

/** Lets a person leave the choice of engine to Macule or make it; every engine says how it stands and why. */
export function EngineChoice({ ladder }: { readonly ladder: EngineLadder }) {
  const chosen = useSettings((settings) => settings.engine);
  // One that was chosen once stays in sight, to say what became of it.
  const isAbsent = ({ id, state }: EngineReport): boolean => state === 'absent' && id !== chosen;
  const absent = ladder.engines.filter(isAbsent);
  const present = ladder.engines.filter((engine) => !isAbsent(engine));
  return (
    <fieldset className={styles['choice']}>
      <legend>Engine</legend>
      {ladder.problem && (
        <p role="alert" className={styles['problem']}>
          <TriangleAlert aria-hidden size={18} />
          <span>{ladder.problem}</span>
        </p>
      )}
      <label>
        <input
          type="radio"
          name="engine"
          checked={chosen === null}
          onChange={() => void updateSettings({ engine: null })}
        />
        <div>
          <strong>Automatic</strong>
          <p className={styles['faint']}>
            The fastest engine whose results agree with the processor’s on this computer.
          </p>
        </div>
      </label>
      {present.map((engine) => (
        <EngineOption
          key={engine.id}
          engine={engine}
          chosen={chosen === engine.id}
          inUse={ladder.chosen.infer === engine.id}
        />
      ))}
      {absent.length > 0 && (
        <details>
          <summary>Not on this computer: {countOf(absent.length, 'engine')}</summary>
          <ul>
            {absent.map(({ id, reason }) => (
              <li key={id}>
                {ENGINE_NAMES[id]}
                <p className={styles['faint']}>{reason}</p>
              </li>
            ))}
          </ul>
        </details>
      )}
      {ladder.engines.some(wasTested) && (
        <div>
          <Button onClick={() => void testAgain()}>Test engines again</Button>
        </div>
      )}
    </fieldset>
  );
}

interface EngineOptionProps {
  readonly engine: EngineReport;
  readonly chosen: boolean;
  readonly inUse: boolean;
}

function EngineOption({ engine: { id, state, device, reason }, chosen, inUse }: EngineOptionProps) {
  return (
    <label data-state={state} data-in-use={inUse}>
      <input
        type="radio"
        name="engine"
        checked={chosen}
        onChange={() => void updateSettings({ engine: id })}
      />
      <div>
        <strong>{ENGINE_NAMES[id]}</strong>{' '}
        <span className={styles['state']}>{inUse ? 'in use' : STATE_NAMES[state]}</span>
        {device && <p>{device}</p>}
        <p className={styles['faint']}>{reason}</p>
      </div>
    </label>
  );
}
