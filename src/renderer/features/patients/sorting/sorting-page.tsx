import { FolderInput } from 'lucide-react';
import { useEffect, useId, type ReactNode } from 'react';
import { PAUSES } from '../../../../shared/record/sitting';
import { updateSettings, useSettings } from '../../../api/settings-store';
import { Button } from '../../../ui/button';
import { FailureNote } from '../../../ui/failure-note';
import { countOf } from '../../../ui/format';
import { SittingCard } from './sitting-card';
import { confirmNumbered, filingsOf } from './sorting';
import { changeItems, connectSorting, fileConfirmed, refreshSorting, useSorting } from './sorting-store';
import styles from './sorting.module.css';

interface SortingPageProps {
  readonly onOpenPhoto: (photoId: string) => void;
  readonly onImportCard: () => void;
  /** How far a running import is. */
  readonly children: ReactNode;
}

/** A camera card of many patients sorted into their records: sittings by the camera's pauses, each to be confirmed. */
export function SortingPage({ onOpenPhoto, onImportCard, children }: SortingPageProps) {
  const { items, total, failure } = useSorting();
  useEffect(connectSorting, []);
  const shown = items?.reduce((sum, { photos }) => sum + photos.length, 0) ?? 0;
  return (
    <section className={styles['page']} data-region="sorting" aria-label="Sort photos into records">
      <header>
        <h1>Photos in no record</h1>
        <p>Photos are put together where the camera made no longer pause. Say whose each sitting is.</p>
        <PauseChoice />
        <Button onClick={onImportCard}>
          <FolderInput aria-hidden size={16} /> Import a camera card…
        </Button>
        {items?.some(({ target, confirmed }) => target?.by === 'number' && !confirmed) && (
          <Button onClick={() => changeItems(confirmNumbered)}>Confirm all found by number</Button>
        )}
      </header>
      {children}
      {failure && (
        <FailureNote title="The photos cannot be shown" failure={failure}>
          <Button onClick={() => void refreshSorting()}>Try again</Button>
        </FailureNote>
      )}
      {!items && !failure && <p className={styles['quiet']}>Looking through the photos…</p>}
      {items?.length === 0 && (
        <p className={styles['quiet']}>
          Every photo is in a record. Import a camera card to sort its photos.
        </p>
      )}
      {items && items.length > 0 && (
        <ol className={styles['sittings']} aria-label="Sittings" tabIndex={0}>
          {items.map((item, index) => (
            <SittingCard
              key={item.key}
              item={item}
              isLast={index === items.length - 1}
              onOpenPhoto={onOpenPhoto}
            />
          ))}
        </ol>
      )}
      {total > shown && shown > 0 && (
        <p className={styles['quiet']}>
          {countOf(total - shown, 'earlier photo')} will be shown once these are sorted.
        </p>
      )}
      <Foot />
    </section>
  );
}

function PauseChoice() {
  const id = useId();
  const pauseMinutes = useSettings((settings) => settings.pauseMinutes);
  return (
    <span className={styles['pause']}>
      <label htmlFor={id}>A new patient after a pause of</label>
      <select
        id={id}
        value={pauseMinutes}
        onChange={(event) => void updateSettings({ pauseMinutes: Number(event.currentTarget.value) })}
      >
        {PAUSES.map((minutes) => (
          <option key={minutes} value={minutes}>
            {countOf(minutes, 'minute')}
          </option>
        ))}
      </select>
    </span>
  );
}

function Foot() {
  const items = useSorting((store) => store.items) ?? [];
  const isFiling = useSorting((store) => store.isFiling);
  const filings = filingsOf(items);
  const photos = filings.reduce((sum, { photoIds }) => sum + photoIds.length, 0);
  return (
    <footer>
      <span role="status">
        {filings.length} of {countOf(items.length, 'sitting')} confirmed
      </span>
      <Button look="main" disabled={filings.length === 0 || isFiling} onClick={() => void fileConfirmed()}>
        Put {countOf(photos, 'photo')} into the records
      </Button>
    </footer>
  );
}
