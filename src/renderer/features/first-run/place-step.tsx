import { FolderOpen } from 'lucide-react';
import { useEffect, useState } from 'react';
import { DATE_FORMATS, dayWriter, localDay, type DateFormat } from '../../../shared/day';
import type { Failure } from '../../../shared/errors';
import type { LibraryPlace } from '../../../shared/ipc/setup';
import { request } from '../../api/client';
import { LOADING, remoteOf, type Remote } from '../../api/remote';
import { updateSettings, useSettings } from '../../api/settings-store';
import { Button } from '../../ui/button';
import { FailureNote } from '../../ui/failure-note';
import { gigabytes } from '../../ui/format';
import styles from './first-run.module.css';

/** Where the library lies, and how days are written. */
export function PlaceStep() {
  const [place, setPlace] = useState<Remote<LibraryPlace>>(LOADING);
  const [refused, setRefused] = useState<Failure | null>(null);
  useEffect(() => {
    let wanted = true;
    void request('setup:place', {}).then((result) => wanted && setPlace(remoteOf(result)));
    return () => {
      wanted = false;
    };
  }, []);
  const choose = async (): Promise<void> => {
    const result = await request('setup:choose-place', {});
    setRefused(result.ok ? null : result.failure);
    if (result.ok) setPlace({ state: 'loaded', value: result.value });
  };
  return (
    <>
      <p>
        Patients, photos and lesion maps lie in one folder on this computer. Nothing is sent anywhere; Macule
        needs no network.
      </p>
      {place.state === 'failed' && <FailureNote title="The folder is not known" failure={place.failure} />}
      {place.state === 'loaded' && <Place place={place.value} onChoose={() => void choose()} />}
      {refused && <FailureNote title="Not this folder" failure={refused} />}
      <DateChoice />
    </>
  );
}

const UNCHANGEABLE: Readonly<Record<Exclude<LibraryPlace['change'], 'yes'>, string>> = {
  'set-from-outside': 'The folder was set when Macule was started, and is changed there.',
  'holds-records':
    'The library holds records: to move it, close Macule, move the whole folder, and choose its new place from an empty library.',
};

function Place({ place, onChoose }: { readonly place: LibraryPlace; readonly onChoose: () => void }) {
  const { folder, freeBytes, change, next } = place;
  return (
    <div className={styles['facts']}>
      <p className={styles['folder']}>
        <FolderOpen aria-hidden size={18} />
        <code>{next ?? folder}</code>
      </p>
      {next === null && <p className={styles['faint']}>{gigabytes(freeBytes)} free on this drive.</p>}
      {next !== null && (
        <p role="status">From the next start on. What this window shows still lies in the folder before.</p>
      )}
      {change === 'yes' ? (
        <div className={styles['row']}>
          <Button onClick={onChoose}>Choose another folder …</Button>
          {next !== null && (
            <Button look="main" onClick={() => void request('library:restart', {})}>
              Start anew there
            </Button>
          )}
        </div>
      ) : (
        <p className={styles['faint']}>{UNCHANGEABLE[change]}</p>
      )}
      <p className={styles['faint']}>
        A folder on a file server is refused: two computers would damage the database without noticing. So is
        one that is copied to a cloud. Backups may lie on either; they are sealed.
      </p>
    </div>
  );
}

const FORMAT_NAMES: Readonly<Record<DateFormat, string>> = {
  system: 'As this computer writes them',
  'day-first': 'Day first',
  'month-first': 'Month first',
  'year-first': 'Year first (ISO 8601)',
};

function DateChoice() {
  const chosen = useSettings((settings) => settings.dateFormat);
  const [today] = useState(() => localDay(new Date()));
  return (
    <div className={styles['facts']}>
      <label className={styles['field']}>
        Dates
        <select
          value={chosen}
          onChange={({ target }) => void updateSettings({ dateFormat: target.value as DateFormat })}
        >
          {DATE_FORMATS.map((format) => (
            <option key={format} value={format}>
              {FORMAT_NAMES[format]}: {dayWriter(format)(today)}
            </option>
          ))}
        </select>
      </label>
      <p className={styles['faint']}>Macule speaks English; numbers are written 1,234.5.</p>
    </div>
  );
}
