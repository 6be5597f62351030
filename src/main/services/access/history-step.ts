import { REQUEST_ACCESS } from '../../../shared/access/request-access';
import { highestRole, type Role } from '../../../shared/access/role';
import type { RequestName } from '../../../shared/ipc/contract';
import type { ReadableDatabase } from '../../data/database';
import type { RecordTable } from '../../data/journal/record-tables';
import { editsOfAction, nextRedo, nextUndo, recordsOf, type JournalEdit } from '../../data/journal/undo';

/** The request that changes rows of a table: whoever may not ask it may not take back what it did either. */
const CHANGED_BY: Readonly<Record<RecordTable, RequestName>> = {
  patients: 'patients:save',
  visits: 'visits:save',
  treatments: 'treatments:save',
  photographs: 'photographs:describe',
  lesion_marks: 'marks:change',
  lesion_links: 'fates:link',
  unseen_lesions: 'fates:unseen',
  confirmed_maps: 'maps:confirm',
  corrected_faces: 'faces:correct',
  photos: 'photos:remove',
};

/** Where removing, merging and bringing back is more than changing. */
const REMOVED_BY: { readonly [T in RecordTable]?: RequestName } = {
  patients: 'patients:remove',
  visits: 'visits:remove',
};

/** What undoing, or doing again, would come to now. */
export interface HistoryStep {
  /** As the beginning of a sentence. */
  readonly what: string;
  /** The least that whoever does it must be. */
  readonly role: Role;
  /** Ids of what it is about. */
  readonly records: readonly string[];
}

/** @returns null for another request, and where there is nothing to take back or to do again. */
export function historyStep(database: ReadableDatabase, name: RequestName): HistoryStep | null {
  if (name !== 'history:undo' && name !== 'history:redo') return null;
  const next = name === 'history:undo' ? nextUndo(database) : nextRedo(database);
  if (next === null) return null;
  const { action, title } = next;
  const edits = editsOfAction(database, action);
  return {
    what: name === 'history:undo' ? `Taking back “${title}”` : `Doing “${title}” again`,
    role: highestRole(edits.map((edit) => REQUEST_ACCESS[requestOf(edit)].role)),
    records: recordsOf(edits),
  };
}

function requestOf({ record, before, after }: JournalEdit): RequestName {
  const differs = (column: string): boolean => (before?.[column] ?? null) !== (after?.[column] ?? null);
  const removes = differs('removed_at') || differs('merged_into');
  return (removes ? REMOVED_BY[record] : undefined) ?? CHANGED_BY[record];
}
