import { useEffect, useState } from 'react';
import type { ModelInfo } from '../../shared/engine/status';
import { request } from '../api/client';
import { usePhotos } from '../api/photos-store';
import { loadedValue } from '../api/remote';
import { EngineStatusItem } from '../features/engine-status/engine-status-item';
import { FirstRunButton } from '../features/first-run/first-run-button';
import { CardDialog } from '../features/training/card-dialog';
import { SecurityButton } from '../features/security/security-button';
import { countOf } from '../ui/format';
import { showWelcome } from './show-welcome';
import styles from './app.module.css';

interface StatusBarProps {
  /** Whether the first start is on the screen: nothing has to lead there then. */
  readonly welcoming: boolean;
}

export function StatusBar({ welcoming }: StatusBarProps) {
  const count = usePhotos((store) => loadedValue(store.gallery)?.photoCount ?? 0);
  const version = useVersion();
  const [card, setCard] = useState<ModelInfo | null>(null);
  return (
    <>
      <footer className={styles['status']} data-region="status">
        <EngineStatusItem onCard={setCard} />
        <SecurityButton />
        {!welcoming && <FirstRunButton onShow={showWelcome} />}
        <span className={styles['spring']} />
        <span>{countOf(count, 'photo')}</span>
        {version && <span>Macule {version}</span>}
      </footer>
      {card && <CardDialog model={card} onClose={() => setCard(null)} />}
    </>
  );
}

function useVersion(): string | null {
  const [version, setVersion] = useState<string | null>(null);
  useEffect(() => {
    void request('app:info', {}).then((result) => {
      if (result.ok) setVersion(result.value.version);
    });
  }, []);
  return version;
}
