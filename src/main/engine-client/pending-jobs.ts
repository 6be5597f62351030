import { z } from 'zod';
import { jobResultSchemas, type Job } from '../../shared/engine/protocol';
import { MaculeError, type Failure } from '../../shared/errors';
import type { Result } from '../../shared/ipc/result';
import { badReply } from './engine-failures';

export type JobKind = Job['kind'];
type ResultOf<K extends JobKind> = z.output<(typeof jobResultSchemas)[K]>;
export type JobValue<K extends JobKind> = Extract<ResultOf<K>, { readonly ok: true }>['value'];

/** Progress of a job in whole units. */
export interface JobProgress {
  readonly stage: 'decode' | 'detect';
  readonly done: number;
  readonly total: number;
}

interface PendingJob {
  readonly kind: JobKind;
  readonly onProgress: ((progress: JobProgress) => void) | undefined;
  settle(result: Result<unknown>): void;
}

/** The jobs an engine process has been given and has not answered. */
export class PendingJobs {
  private readonly jobs = new Map<number, PendingJob>();

  /** @returns what the engine will answer; rejects with a `MaculeError`. */
  add<K extends JobKind>(
    id: number,
    kind: K,
    onProgress?: (progress: JobProgress) => void,
  ): Promise<JobValue<K>> {
    return new Promise((resolve, reject) => {
      const settle = (result: Result<unknown>): void => {
        this.jobs.delete(id);
        if (result.ok) resolve(result.value as JobValue<K>);
        else reject(new MaculeError(result.failure));
      };
      this.jobs.set(id, { kind, onProgress, settle });
    });
  }

  progress(id: number, progress: JobProgress): void {
    this.jobs.get(id)?.onProgress?.(progress);
  }

  /** Takes an answer, checked against the schema of its job; answers to forgotten jobs are dropped. */
  reply(id: number, answer: unknown): void {
    const job = this.jobs.get(id);
    if (!job) return;
    const schema: z.ZodType<Result<unknown>> = jobResultSchemas[job.kind];
    const parsed = schema.safeParse(answer);
    if (parsed.success) job.settle(parsed.data);
    else this.fail(id, badReply(z.prettifyError(parsed.error)));
  }

  fail(id: number, failure: Failure): void {
    this.jobs.get(id)?.settle({ ok: false, failure });
  }

  failAll(failure: Failure): void {
    for (const id of [...this.jobs.keys()]) this.fail(id, failure);
  }
}
