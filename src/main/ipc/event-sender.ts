import type { z } from 'zod';
import { events, type EventName, type EventPayload } from '../../shared/ipc/contract';

/** Sends one event to the window. */
export type SendEvent = <N extends EventName>(name: N, payload: EventPayload<N>) => void;

interface QueuedEvent {
  readonly name: EventName;
  readonly payload: unknown;
}

/**
 * Events on their way to the window. Those that nobody listens to yet wait, in order, until the page has
 * subscribed: a photo named on the command line is not lost while the page still loads.
 */
export class EventSender {
  private readonly listening = new Set<EventName>();
  private queued: readonly QueuedEvent[] = [];

  constructor(private readonly post: (name: EventName, payload: unknown) => void) {}

  readonly send: SendEvent = (name, payload) => {
    const checked: unknown = (events[name] as z.ZodType).parse(payload);
    if (this.listening.has(name)) this.post(name, checked);
    else this.queued = [...this.queued, { name, payload: checked }];
  };

  /** Sends an event that is worth nothing later: where the page does not listen, it is dropped. */
  readonly sendIfHeard: SendEvent = (name, payload) => {
    if (this.listening.has(name)) this.send(name, payload);
  };

  /** The page has subscribed to an event. */
  listen(name: EventName): void {
    this.listening.add(name);
    const due = this.queued.filter((event) => event.name === name);
    this.queued = this.queued.filter((event) => event.name !== name);
    for (const { payload } of due) this.post(name, payload);
  }

  /** The page is being loaded again, or is gone. */
  reset(): void {
    this.listening.clear();
  }
}
