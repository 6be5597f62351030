import type { RequestName } from '../ipc/contract';
import type { AUDIT_KINDS } from './audit-entry';
import type { Role } from './role';

/** What a request is to the audit trail: null = nothing that concerns a patient, a model or who may do what. */
export type AuditKind = (typeof AUDIT_KINDS)[number] | null;

/** Who may ask a request, and what the audit trail says of it. */
export interface RequestAccess {
  readonly role: Role;
  readonly audit: AuditKind;
}

const look: RequestAccess = { role: 'read-only', audit: null };
const view: RequestAccess = { role: 'read-only', audit: 'view' };
const exporting: RequestAccess = { role: 'assistant', audit: 'export' };
const photograph: RequestAccess = { role: 'assistant', audit: 'change' };
const clinical: RequestAccess = { role: 'clinician', audit: 'change' };
const model: RequestAccess = { role: 'clinician', audit: 'model' };
const workshop: RequestAccess = { role: 'clinician', audit: null };
const own: RequestAccess = { role: 'read-only', audit: 'access' };
const administration: RequestAccess = { role: 'administrator', audit: 'access' };

/** Every request of a window. A new one that is missing here does not compile. */
export const REQUEST_ACCESS: Readonly<Record<RequestName, RequestAccess>> = {
  'app:info': look,
  'settings:read': look,
  'settings:update': look,
  'engine:status': look,
  'engine:retest': workshop,
  'engine:restart': look,
  'backbones:list': look,
  'backbones:fetch': workshop,
  'backbones:cancel-fetch': workshop,
  'backbones:add-from-dialog': workshop,
  'faces:correct': clinical,
  'fates:compare': view,
  'fates:link': clinical,
  'fates:unseen': clinical,
  'marks:change': clinical,
  'maps:confirm': clinical,
  'maps:withdraw': clinical,
  'models:list': look,
  'models:adopt': model,
  'models:use': model,
  'models:card': look,
  'models:export': model,
  'models:look-at-file': workshop,
  'models:import': model,
  'retraining:dataset': workshop,
  'retraining:queue': workshop,
  'retraining:begin': model,
  'retraining:verdict': look,
  'retraining:reopened': look,
  'retraining:differences': view,
  'retraining:look-at-photo': view,
  'photos:import-from-dialog': photograph,
  'photos:import-files': photograph,
  'photos:cancel-import': look,
  'photos:page': look,
  'photos:place': look,
  'photos:of-visit-beside': look,
  'photos:summaries': look,
  'photos:detail': view,
  'photos:remove': photograph,
  'photos:removed': look,
  'photos:restore': photograph,
  'analysis:run': { role: 'assistant', audit: 'model' },
  'analysis:cancel': { role: 'assistant', audit: null },
  'patients:search': look,
  'patients:removed': look,
  'patients:record': view,
  'patients:save': photograph,
  'patients:remove': clinical,
  'patients:restore': clinical,
  'patients:merge': clinical,
  'patients:erase': administration,
  'visits:save': photograph,
  'visits:remove': clinical,
  'treatments:save': clinical,
  'treatments:remove': clinical,
  'photographs:assign': photograph,
  'photographs:file': photograph,
  'photographs:sittings': look,
  'photographs:describe': photograph,
  'photographs:consent': photograph,
  'photographs:consent-history': look,
  'photographs:unassigned': look,
  'photographs:unassigned-among': look,
  'photographs:place': look,
  'clinic:repeat-error': look,
  'history:newest': look,
  'history:undo': photograph,
  'history:redo': photograph,
  'report:save-visit': exporting,
  'report:save-course': exporting,
  'report:save-lesions': exporting,
  'report:save-record': { role: 'clinician', audit: 'export' },
  // It shows no more of the patient than the record does.
  'deidentified:prepare': { role: 'clinician', audit: 'view' },
  'deidentified:cancel': look,
  'deidentified:write': { role: 'clinician', audit: 'export' },
  'deidentified:discard': look,
  'training:list': look,
  'training:models': look,
  'training:course': look,
  'training:recent-data': workshop,
  'training:choose-data': workshop,
  'training:inspect-data': workshop,
  'training:order': model,
  'training:pause': model,
  'training:resume': model,
  'training:stop': model,
  'training:remove': model,
  'training:restore': model,
  'training:show-folder': workshop,
  'library:state': look,
  'library:unlock': look,
  'library:recover': look,
  'library:protection': look,
  'library:protect': administration,
  'library:restart': look,
  'library:add-user': administration,
  'library:change-role': administration,
  'library:remove-user': administration,
  'library:change-passphrase': own,
  'library:new-recovery-key': administration,
  'library:change-key': administration,
  'library:remember': administration,
  'library:lock-after': administration,
  'library:lock': look,
  'backup:state': look,
  'backup:choose': administration,
  'backup:run': { role: 'assistant', audit: 'export' },
  'backup:cancel': { role: 'assistant', audit: null },
  'backup:every': administration,
  'setup:place': look,
  'setup:choose-place': administration,
  'setup:time-photo': look,
  'setup:cancel-timing': look,
  'setup:add-rendered-photo': photograph,
  'support:read': look,
  'support:copy': look,
  'audit:page': { role: 'administrator', audit: null },
  'audit:verify': { role: 'administrator', audit: null },
};

/** What the app enters into the trail by itself. */
const OWN_ACTIONS: Readonly<Record<string, AuditKind>> = {
  'analysis:stored': 'model',
  'backup:finished': 'export',
  'library:lock': 'access',
  'library:unlock': 'access',
};

/** Every action that an entry of a kind may name. */
export const actionsOfKind = (kind: AuditKind): readonly string[] => [
  ...Object.entries(REQUEST_ACCESS).flatMap(([name, { audit }]) => (audit === kind ? [name] : [])),
  ...Object.entries(OWN_ACTIONS).flatMap(([name, own]) => (own === kind ? [name] : [])),
];

/** Requests that are answered while the library is locked: those of the page that unlocks it. */
export const WHILE_LOCKED: ReadonlySet<RequestName> = new Set<RequestName>([
  'library:state',
  'library:unlock',
  'library:recover',
]);
