import type { EngineStatus } from '../../../shared/engine/status';
import type { Protection } from '../../../shared/ipc/library';

/** What support is told, gathered. */
export interface SupportFacts {
  /** ISO 8601 date. */
  readonly day: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly computer: {
    /** Operating system, its version and the processor's kind, such as `linux 6.1.0 x64`. */
    readonly system: string;
    readonly processor: string;
    readonly cores: number;
    readonly memoryBytes: number;
    readonly freeMemoryBytes: number;
  };
  readonly engine: EngineStatus;
  readonly protectedBy: Protection['protectedBy'];
  /** Numbers of patients, photos and so on, by what is counted. */
  readonly counts: Readonly<Record<string, number>>;
  /** Bytes by what takes them; null where counting would take too long. */
  readonly sizes: Readonly<Record<string, number | null>>;
  /** Newest last. */
  readonly problems: readonly string[];
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

const OPENED_BY: Readonly<Record<Protection['protectedBy'], string>> = {
  open: 'whoever has its disk',
  keychain: 'the keychain of this computer',
  passphrase: 'a passphrase',
};

const list = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');

/** The facts as text for a message to support. */
export function supportText(facts: SupportFacts): string {
  const { day, versions, computer, engine, protectedBy, counts, sizes, problems } = facts;
  const { system, processor, cores, memoryBytes, freeMemoryBytes } = computer;
  const bytes = Object.fromEntries(
    Object.entries(sizes).map(([name, size]) => [name, size === null ? '(not measured)' : megabytes(size)]),
  );
  return [
    `Macule: information for support, ${day}`,
    'No patient, photo, person, folder or file is named here.',
    '',
    `Versions: ${list(versions)}`,
    `Computer: ${system}; ${processor}, ${cores} threads; memory ${gigabytes(memoryBytes)}, ${gigabytes(freeMemoryBytes)} free`,
    '',
    ...engineLines(engine),
    '',
    `Library: opened by ${OPENED_BY[protectedBy]}; ${list(counts)}`,
    `Sizes: ${list(bytes)}`,
    '',
    problems.length === 0 ? 'No problems in the log.' : 'Last problems in the log:',
    ...problems.map((line) => `  ${line}`),
    '',
  ].join('\n');
}

function engineLines(status: EngineStatus): readonly string[] {
  if (status.process !== 'ready')
    return [`Engine: ${status.process}${'reason' in status ? `, ${status.reason}` : ''}`];
  const { ladder, model } = status;
  return [
    `Model: ${model.id} ${model.sha256.slice(0, 12)}, threshold ${model.threshold.toFixed(3)}`,
    `Engine: ${ladder.chosen.infer} to detect, ${ladder.chosen.train} to train${ladder.preferred === null ? '' : `; ${ladder.preferred} was asked for`}`,
    ...(ladder.problem === null ? [] : [`  ${ladder.problem}`]),
    ...ladder.engines.map(
      ({ id, state, device, reason }) => `  ${id}: ${state}. ${[device, reason].filter(Boolean).join('. ')}`,
    ),
  ];
}
