import type { Connect } from '../../shared/engine/protocol';

/** A started engine process, whatever kind of process it is. */
export interface EngineProcess {
  send(message: unknown): void;
  /** Ends the process at once. */
  kill(): void;
}

export interface EngineProcessEvents {
  /** A message as it came; nothing is checked yet. */
  onMessage(message: unknown): void;
  /** Called once. `code` is null where a signal ended the process. */
  onExit(code: number | null): void;
}

/** Starts a process and hands it its first message. */
export type StartProcess<First> = (first: First, events: EngineProcessEvents) => EngineProcess;

/** Starts an engine process and hands it `connect`. */
export type StartEngine = StartProcess<Connect>;
