import { Cpu, ScrollText } from 'lucide-react';
import type { EngineStatus, ModelInfo } from '../../../shared/engine/status';
import { request } from '../../api/client';
import { useEngine } from '../../api/engine-store';
import { unreachable, type Remote } from '../../api/remote';
import { Button } from '../../ui/button';
import { Popover } from '../../ui/popover';
import { showFailure } from '../../ui/toast-store';
import { EngineChoice } from './engine-choice';
import { ENGINE_NAMES } from './engine-names';
import styles from './engine-status.module.css';

async function restart(): Promise<void> {
  const result = await request('engine:restart', {});
  if (!result.ok) showFailure('The engine was not restarted', result.failure);
}

type Tone = 'good' | 'caution' | 'problem';

/** One line that says how the engine is doing. */
export function summarise(status: Remote<EngineStatus>): { readonly tone: Tone; readonly text: string } {
  if (status.state === 'loading') return { tone: 'caution', text: 'Engine: asking…' };
  if (status.state === 'failed') return { tone: 'problem', text: 'Engine: not known' };
  const { value } = status;
  switch (value.process) {
    case 'starting':
      return { tone: 'caution', text: 'Engine starting…' };
    case 'restarting':
      return { tone: 'caution', text: 'Engine restarting…' };
    case 'stopped':
      return { tone: 'problem', text: 'Engine stopped' };
    case 'ready': {
      const id = value.ladder.chosen.infer;
      const device = value.ladder.engines.find((engine) => engine.id === id)?.device;
      return {
        tone: value.ladder.problem === null ? 'good' : 'caution',
        text: [ENGINE_NAMES[id], device].filter(Boolean).join(' · '),
      };
    }
    default:
      return unreachable(value);
  }
}

interface EngineStatusProps {
  /** Shows the card of the model in use. */
  readonly onCard: (model: ModelInfo) => void;
}

/** The engine in use, in the status bar; its popover tells of every engine and why. */
export function EngineStatusItem({ onCard }: EngineStatusProps) {
  const status = useEngine((store) => store.status);
  const { tone, text } = summarise(status);
  return (
    <div className={styles['item']}>
      <Popover
        side="top"
        label="Engine"
        trigger={
          <Button look="bare" className={styles['trigger']} title="Engine and device: click for details">
            <Cpu aria-hidden size={15} />
            <span className={styles['dot']} data-tone={tone} aria-hidden />
            <span className={styles['summary']}>{text}</span>
          </Button>
        }
      >
        <EngineDetails status={status} onCard={onCard} />
      </Popover>
      {tone === 'problem' && (
        <Button className={styles['restart']} onClick={() => void restart()}>
          Restart engine
        </Button>
      )}
    </div>
  );
}

function EngineDetails({ status, onCard }: { readonly status: Remote<EngineStatus> } & EngineStatusProps) {
  if (status.state === 'loading') return <p>Asking the engine…</p>;
  if (status.state === 'failed') return <p>{status.failure.message}</p>;
  const { value } = status;
  return (
    <div className={styles['details']}>
      {value.process === 'ready' ? (
        <>
          <h3>Model</h3>
          <p>
            {value.model.title}{' '}
            <span className={styles['faint']}>
              {value.model.id} · {value.model.sha256.slice(0, 12)}
            </span>
          </p>
          <Button aria-haspopup="dialog" onClick={() => onCard(value.model)}>
            <ScrollText aria-hidden size={16} /> Model card
          </Button>
          <EngineChoice ladder={value.ladder} />
        </>
      ) : (
        <p>
          {value.process === 'starting'
            ? 'The engine is starting: it looks for devices and loads the model.'
            : value.reason}
        </p>
      )}
      <div>
        <Button onClick={() => void restart()}>Restart engine</Button>
      </div>
    </div>
  );
}
