import { useEffect } from 'react';
import { flushSync } from 'react-dom';
import { importFromDialog } from '../features/import/start-import';
import { PATIENT_SEARCH } from '../features/patients/rail/patient-rail';
import { openDialog } from '../features/patients/store/dialog-store';
import { redoLast, undoLast } from '../features/patients/store/history';
import { useOpenPatient } from '../features/patients/store/open-patient-store';
import { canLock, lockNow } from '../features/security/security-store';
import { loadedValue } from '../api/remote';
import { hasCommandKey, isTaken } from '../ui/keys';
import { showShortcuts, toggleGallery, togglePanel } from './layout-store';
import { openPhoto, useOpenPhoto } from './open-photo-store';
import { toggleCompare } from './start-compare';
import { showView, toggleView, useView } from './view-store';

/** Regions that F6 goes round, by their `data-region`. */
const REGIONS = [
  'photos',
  'welcome',
  'picture',
  'results',
  'patients',
  'patient',
  'sorting',
  'runs',
  'training',
  'status',
] as const;

function nextRegion(step: 1 | -1): void {
  const present = REGIONS.flatMap(
    (name) => document.querySelector<HTMLElement>(`[data-region="${name}"]`) ?? [],
  );
  const at = present.findIndex((region) => region.contains(document.activeElement));
  const next = present[(at + step + present.length) % present.length];
  const target = next?.matches('[tabindex="0"]')
    ? next
    : next?.querySelector<HTMLElement>('[aria-current="true"], button:not([tabindex="-1"]), [tabindex="0"]');
  target?.focus();
}

function searchPatients(): void {
  // At once: what is typed next belongs into the field already.
  flushSync(() => showView('patients'));
  const field = document.querySelector<HTMLInputElement>(`#${PATIENT_SEARCH}`);
  field?.focus();
  field?.select();
}

function assignOpenPhoto(): void {
  const { openId } = useOpenPhoto.getState();
  if (openId !== null) openDialog({ form: 'assign', photoIds: [openId] });
}

/** Keys of the patients' screen. @returns whether the key was one. */
function onPatientKey(event: KeyboardEvent): boolean {
  const { patientId, record } = useOpenPatient.getState();
  const patient = loadedValue(record)?.patient;
  if (event.key === 'N') openDialog({ form: 'patient', patient: null });
  else if (event.key === 'n' && patientId !== null) openDialog({ form: 'visit', patientId, visit: null });
  else if (event.key === 'e' && patient) openDialog({ form: 'patient', patient });
  else return false;
  return true;
}

function onKeyDown(event: KeyboardEvent): void {
  const key = event.key.toLowerCase();
  const command = hasCommandKey(event) && !event.altKey;
  // Whoever locks leaves: no text field and no dialog may keep that from happening.
  if (isTaken(event) && !(command && key === 'l' && canLock())) return;
  if (command && key === 'o') void importFromDialog(openPhoto);
  else if (command && key === 'z') void (event.shiftKey ? redoLast() : undoLast());
  else if (command && key === 'y') void redoLast();
  else if (command && key === 'k') searchPatients();
  else if (command && key === 'l') lockNow();
  else if (hasCommandKey(event) || event.altKey) return;
  else if (key === '?') showShortcuts(true);
  else if (key === 'f6') nextRegion(event.shiftKey ? -1 : 1);
  else if (key === 't') toggleView('training');
  else if (key === 'p') toggleView('patients');
  else if (key === 'm') toggleCompare();
  else if (key === 's') toggleView('sorting');
  else if (key === '/') searchPatients();
  else if (key === '[') toggleGallery();
  else if (key === ']') togglePanel();
  else if (useView.getState().view === 'patients' && onPatientKey(event)) {
    // Done.
  } else if (key === 'v' && useView.getState().view === 'photos') assignOpenPhoto();
  else return;
  event.preventDefault();
}

/** Listens to them. @returns what ends it. */
export function listenToAppKeys(): () => void {
  window.addEventListener('keydown', onKeyDown);
  return () => window.removeEventListener('keydown', onKeyDown);
}

/** Keys that work anywhere in the window, unless the screen that is up has taken them for its own. */
export const useAppKeys = (): void => useEffect(listenToAppKeys, []);
