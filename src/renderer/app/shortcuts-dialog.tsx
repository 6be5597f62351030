import { Dialog } from '../ui/dialog';
import { commandKeyName } from '../ui/keys';
import { showShortcuts } from './layout-store';
import styles from './shortcuts-dialog.module.css';

const GROUPS: readonly {
  readonly title: string;
  readonly rows: readonly (readonly [keys: readonly string[], what: string])[];
}[] = [
  {
    title: 'Photos',
    rows: [
      [[`${commandKeyName} + O`], 'Open photos'],
      [['↑', '↓'], 'Previous, next photo in the gallery'],
      [[`${commandKeyName} + ↑`, `${commandKeyName} + ↓`], 'Previous, next visit in the gallery'],
      [['Delete'], 'Remove the open photo from the gallery'],
      [['V'], 'Put the open photo into a patient’s record'],
      [['S'], 'Sort photos of many patients into records, and back'],
    ],
  },
  {
    title: 'Picture',
    rows: [
      [['+', '−'], 'Zoom in, out; also the wheel'],
      [['0'], 'Fit the whole photo'],
      [['1'], 'Actual pixels'],
      [['Shift + arrows'], 'Move the photo'],
      [['H'], 'Hide or show every mark'],
      [['O'], 'Ellipses or boxes'],
      [['R'], 'Hide or show the regions of the face'],
      [['Shift + R'], 'Correct the regions, and end it; arrows move a point, with Shift farther'],
    ],
  },
  {
    title: 'Lesions',
    rows: [
      [['→', '←'], 'Next, previous lesion on the photo'],
      [['Tab'], 'Next lesion, once one is selected'],
      [['Esc'], 'Select none; Tab then leaves the photo'],
      [
        [`Shift + click`, `Shift + drag`],
        'Select one more, or all in a frame; what follows is done to all of them',
      ],
      [[`${commandKeyName} + A`], 'Select every lesion that is shown'],
      [[`${commandKeyName} + →`, `${commandKeyName} + ←`], 'Select the next, previous lesion too'],
      [['Enter'], 'Accept the lesion'],
      [['Shift + Enter'], 'Accept every lesion that is shown'],
      [['Delete'], 'Reject the lesion, or delete your own'],
      [['C', 'P', 'U', 'N', 'I', 'X'], 'Comedone, papule, pustule, nodule, inflammatory, unsure'],
      [['D'], 'The map is complete: confirm it, or reopen it'],
      [['A'], 'Add a lesion: press or draw, or Enter for the middle'],
      [['Alt + arrows'], 'Move the lesion; with Shift make it larger, smaller'],
    ],
  },
  {
    title: 'Patients',
    rows: [
      [['P'], 'Patients, and back to the photos'],
      [[`${commandKeyName} + K`, '/'], 'Search patients'],
      [[`${commandKeyName} + L`], 'Lock Macule, or let somebody else in'],
      [['↑', '↓'], 'Previous, next patient in the list'],
      [['N'], 'New visit'],
      [['Shift + N'], 'New patient'],
      [['E'], 'Change the patient'],
    ],
  },
  {
    title: 'Compare',
    rows: [
      [['M'], 'Compare two photos, and back'],
      [['S', 'W', 'O', 'B'], 'Side by side, swipe, onion skin, blink'],
      [['L'], 'The chosen lesions are the same one'],
      [['U'], 'The chosen lesions are not the same'],
      [['V'], 'The other photo does not show the chosen lesion’s place'],
    ],
  },
  {
    title: 'Window',
    rows: [
      [[`${commandKeyName} + Z`], 'Undo'],
      [[`Shift + ${commandKeyName} + Z`], 'Do it again'],
      [['F6'], 'Go to the next part of the window'],
      [['T'], 'Training, and back to the photos'],
      [['['], 'Show or hide the gallery'],
      [[']'], 'Show or hide the results'],
      [['F8'], 'Go to the message'],
      [['?'], 'This list'],
    ],
  },
];

export function ShortcutsDialog() {
  return (
    <Dialog title="Keyboard shortcuts" lightDismiss onClose={() => showShortcuts(false)}>
      <div className={styles['groups']} tabIndex={0} role="group" aria-label="Shortcuts">
        {GROUPS.map(({ title, rows }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {rows.map(([keys, what]) => (
                <div key={what}>
                  <dt>
                    {keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
