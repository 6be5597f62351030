import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PhotoReader } from '../../src/main/reader-client/photo-reader';
import { READER_LIMITS } from '../../src/main/reader-client/reader-limits';
import { MaculeError } from '../../src/shared/errors';
import { seededRandom } from '../../src/shared/random';
import { builtReader } from '../helpers/start-built-reader';
import { PICTURES } from './importers';
import { mutate } from './mutate';

/** `FUZZ_PICTURES=5000 npx vitest run --project unit tests/fuzz/reader-process` is the long run. */
const INPUTS = Number(process.env['FUZZ_PICTURES'] ?? 40);
/** What a picture of no size may take, and what looking at the clock now and then may miss, milliseconds. */
const LONGEST_MS = READER_LIMITS.time({ bytes: 0, pixels: 0 }) + 2_000;
/** Between two looks a process can grow past its limit, bytes. */
const MOST_MEMORY = 1e9;

it.runIf(process.platform === 'linux').each(['node', 'electron'] as const)(
  'hostile pictures through the process that reads photos, sharp as in %s: each is read or refused, soon and in little memory',
  async (runtime) => {
    const folder = await mkdtemp(join(tmpdir(), 'macule-fuzz-'));
    const random = seededRandom(2026);
    const record = { started: 0, most: 0, pid: 0 };
    const logged: string[] = [];
    const reader = new PhotoReader({
      start: builtReader(runtime, record),
      log: (line) => logged.push(line),
    });
    const refusals = new Map<string, number>();
    let [accepted, slowest] = [0, 0];
    try {
      const sound = await PICTURES.seeds(folder);
      const file = join(folder, 'hostile.jpg');
      for (let input = 0; input < INPUTS; input += 1) {
        await writeFile(file, mutate(sound[input % sound.length] ?? new Uint8Array(), random));
        const [began, processes] = [performance.now(), record.started];
        try {
          await reader.read(file, { isKnown: () => false });
          accepted += 1;
        } catch (thrown) {
          // Anything else is a fault of ours that a stranger can trigger.
          if (!(thrown instanceof MaculeError))
            throw new Error(`input ${input} is not foreseen`, { cause: thrown });
          const why = thrown.failure.message.replace(/“.*?”/, '').replaceAll(/\d[\d.]*/g, 'n');
          refusals.set(why, (refusals.get(why) ?? 0) + 1);
        }
        // The start of a process has a limit of its own.
        const took = record.started === processes ? performance.now() - began : 0;
        if (INPUTS > 40 && (took > 5_000 || input % 2_000 === 0))
          process.stdout.write(`${runtime}: input ${input} took ${(took / 1000).toFixed(1)} s\n`);
        slowest = Math.max(slowest, took);
      }
    } finally {
      reader.close();
      await rm(folder, { recursive: true, force: true });
    }
    const told =
      `${runtime}: ${accepted} read, slowest ${(slowest / 1000).toFixed(1)} s, at most ${(record.most / 1e6).toFixed(0)} MB, ` +
      `${record.started} processes, ${logged.length} ended over a file\n` +
      [...refusals].map(([why, count]) => `  ${count} × ${why}\n`).join('');
    if (INPUTS > 40) process.stdout.write(told);
    expect(accepted).toBeGreaterThan(0);
    expect(refusals.size).toBeGreaterThan(0);
    expect(record.most, told).toBeLessThan(MOST_MEMORY);
    expect(slowest, told).toBeLessThan(LONGEST_MS);
  },
  7_200_000,
);
