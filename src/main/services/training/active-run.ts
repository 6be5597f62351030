import { afterEvent, EMPTY_COURSE, type RunCourse } from '../../../shared/training/course';
import type { TrainingEvent } from '../../../shared/training/events';
import type { RunningTraining } from '../../engine-client/training-process';

/** Why a run is being ended. */
export type EndWish = 'pause' | 'stop';

/** A run while it goes on: its process, its course so far, and what the window has not been told yet. */
export class ActiveRun {
  /** Null until what earlier parts of the run told has been read. */
  private process: RunningTraining | null = null;
  private wish: EndWish | null = null;
  private course: RunCourse = EMPTY_COURSE;
  private untold: readonly TrainingEvent[] = [];
  private timer: NodeJS.Timeout | null = null;

  /** @param everyMs shortest time between two tellings. */
  constructor(
    readonly id: string,
    private readonly everyMs: number,
    private readonly tell: (first: number, events: readonly TrainingEvent[]) => void,
  ) {}

  get courseSoFar(): RunCourse {
    return this.course;
  }

  get endWish(): EndWish | null {
    return this.wish;
  }

  /** @param course what earlier parts of the run told. */
  start(course: RunCourse, start: () => RunningTraining): void {
    this.course = course;
    this.process = start();
    if (this.wish) this.process.stop();
  }

  add(event: TrainingEvent): void {
    this.course = afterEvent(this.course, event);
    this.untold = [...this.untold, event];
    this.timer ??= setTimeout(() => this.flush(), this.everyMs);
  }

  /** Asks the process for a checkpoint and its end. A wish to stop outdoes a wish to pause. */
  end(wish: EndWish): void {
    if (this.wish !== 'stop') this.wish = wish;
    this.process?.stop();
  }

  /** Tells what is untold and is done with the process, which has ended by itself. */
  settle(): void {
    if (this.timer) this.flush();
  }

  /** Ends the process at once; nothing is told any more. */
  abandon(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.process?.kill();
  }

  private flush(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const events = this.untold;
    this.untold = [];
    this.tell(this.course.count - events.length, events);
  }
}
