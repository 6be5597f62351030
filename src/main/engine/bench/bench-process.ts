import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { z } from 'zod';
import {
  benchReadySchema,
  benchTimesSchema,
  type BenchOrder,
  type BenchReady,
  type BenchTimes,
} from './order';

/** Characters of a failed process's last words that are told. */
const LAST_WORDS = 2000;

/** A program that serves orders, such as this one's own benchmark process or the PyTorch one. */
export interface BenchProgram {
  readonly command: string;
  readonly args: readonly string[];
}

/** One case in a process of its own, so that its memory is its own and nothing warms another's caches. */
export class BenchProcess {
  private lastWords = '';
  private readonly lines: AsyncIterator<string>;
  private readonly failed: Promise<never>;
  private answered: BenchReady | undefined;

  private constructor(private readonly child: ChildProcessWithoutNullStreams) {
    this.lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    child.stderr.on('data', (text: Buffer) => {
      this.lastWords = `${this.lastWords}${text.toString()}`.slice(-LAST_WORDS);
    });
    this.failed = new Promise<never>((_, reject) => child.once('error', reject));
    // Heard by whoever asks; a failure between two questions is told by the next one.
    this.failed.catch(() => undefined);
    child.stdin.on('error', () => undefined);
  }

  /** @throws Error with the process's last words where it cannot serve the order. */
  static async start(program: BenchProgram, order: BenchOrder, signal: AbortSignal): Promise<BenchProcess> {
    const started = new BenchProcess(
      spawn(program.command, [...program.args], { signal, killSignal: 'SIGKILL', windowsHide: true }),
    );
    try {
      started.answered = await started.ask(order, benchReadySchema);
      return started;
    } catch (error) {
      started.close();
      throw error;
    }
  }

  get ready(): BenchReady {
    if (!this.answered) throw new Error('The benchmark process has not answered yet.');
    return this.answered;
  }

  run(runs: number, sample = false): Promise<BenchTimes> {
    return this.ask({ runs, sample }, benchTimesSchema);
  }

  close(): void {
    this.child.kill('SIGKILL');
  }

  private async ask<T>(question: object, schema: z.ZodType<T>): Promise<T> {
    this.child.stdin.write(`${JSON.stringify(question)}\n`);
    const line = await Promise.race([this.lines.next(), this.failed]);
    if (line.done) throw new Error(`A benchmark process ended early. ${this.lastWords.trim()}`);
    return schema.parse(JSON.parse(line.value));
  }
}
