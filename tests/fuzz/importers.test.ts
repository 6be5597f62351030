import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { MaculeError } from '../../src/shared/errors';
import { seededRandom } from '../../src/shared/random';
import { IMPORTERS } from './importers';
import { mutate } from './mutate';

/** `FUZZ_INPUTS=20000 npx vitest run --project unit tests/fuzz` is the long run; every run begins with the same. */
const INPUTS = Number(process.env['FUZZ_INPUTS'] ?? 400);
/** Of one input, of all threads: what else the computer does counts for nothing. */
const LONGEST_PROCESSOR_MS = 10_000;
/** Growth of the whole process while one importer is fed, bytes: decoders keep caches, leaks grow past this. */
const MOST_MEMORY = 700e6;

it.each(IMPORTERS)(
  '$name: every hostile file is read or refused with a sentence, soon and in little memory',
  async ({ name, seeds, read, goesOn = false }) => {
    const folder = await mkdtemp(join(tmpdir(), 'macule-fuzz-'));
    const random = seededRandom(2026);
    const before = process.memoryUsage().rss;
    let [accepted, refused, slowest, most] = [0, 0, 0, 0];
    try {
      const sound = await seeds(folder);
      for (let input = 0; input < INPUTS / IMPORTERS.length; input += 1) {
        const bytes = mutate(sound[input % sound.length] ?? new Uint8Array(), random);
        const work = await mkdtemp(join(folder, 'input-'));
        const started = process.cpuUsage();
        try {
          await read(bytes, work);
          accepted += 1;
        } catch (thrown) {
          // Anything else is a fault of ours that a stranger can trigger.
          if (!(thrown instanceof MaculeError))
            throw new Error(`input ${input} is not foreseen`, { cause: thrown });
          expect(thrown.failure.message.length).toBeGreaterThan(10);
          refused += 1;
        }
        const { user, system } = process.cpuUsage(started);
        const took = (user + system) / 1000;
        expect(took, `input ${input} took too long`).toBeLessThan(LONGEST_PROCESSOR_MS);
        slowest = Math.max(slowest, took);
        most = Math.max(most, process.memoryUsage().rss - before);
        await rm(work, { recursive: true, force: true });
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    if (INPUTS > 400)
      process.stdout.write(
        `${name}: ${accepted} read, ${refused} refused, slowest ${(slowest / 1000).toFixed(1)} s, ` +
          `${(most / 1e6).toFixed(0)} MB more at most\n`,
      );
    expect(accepted + refused).toBe(Math.ceil(INPUTS / IMPORTERS.length));
    if (!goesOn) expect(refused).toBeGreaterThan(0);
    expect(most).toBeLessThan(MOST_MEMORY);
  },
  3_600_000,
);
