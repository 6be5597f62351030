import type { WelcomeStep } from '../../shared/ipc/app';
import { useEngine } from '../api/engine-store';
import { EngineChoice } from '../features/engine-status/engine-choice';
import { summarise } from '../features/engine-status/engine-status-item';
import { EngineStep } from '../features/first-run/engine-step';
import { FirstRun } from '../features/first-run/first-run';
import { goToStep } from '../features/first-run/first-run-store';
import { PhotoStep } from '../features/first-run/photo-step';
import { PlaceStep } from '../features/first-run/place-step';
import { importFromDialog } from '../features/import/start-import';
import { ProtectStep } from '../features/security/protect-step';
import { openPhoto } from './open-photo-store';

/** The first start, put together from the features that each step belongs to. */
export function FirstRunScreen({ step }: { readonly step: WelcomeStep }) {
  return (
    <FirstRun
      step={step}
      steps={{
        place: <PlaceStep />,
        protect: <ProtectStep onNext={() => goToStep('engine')} />,
        engine: <ComputerStep />,
        photo: <PhotoStep onChoose={() => void importFromDialog(openPhoto)} />,
      }}
    />
  );
}

function ComputerStep() {
  const status = useEngine((store) => store.status);
  const ready = status.state === 'loaded' && status.value.process === 'ready' ? status.value : null;
  return (
    <EngineStep
      device={ready && summarise(status).text}
      engines={ready ? <EngineChoice ladder={ready.ladder} /> : <p>{summarise(status).text}</p>}
    />
  );
}
