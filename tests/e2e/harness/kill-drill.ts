import { seededRandom } from '../../../src/shared/random';

/** `KILLS=200 npm test -- e2e kill-drill` is the long drill, which prints how far it is: it may be cut short. */
const KILLS = Number(process.env['KILLS'] ?? 5);
export const KILLS_OF = {
  work: Math.ceil(KILLS * 0.6),
  migrations: Math.ceil(KILLS * 0.2),
  backups: Math.floor(KILLS * 0.2),
} as const;
export type Drill = keyof typeof KILLS_OF;

/** Of each drill. */
export const LIMIT_MS = 120_000 + KILLS * 60_000;

/** Each run meets other moments. */
export const chance = seededRandom(Date.now());

/** With so many kills, each kind of moment that is asked for is met as good as surely. */
const MANY = 20;

/** What was under way at the moments at which an app was killed. */
export class KillMoments {
  private kills = 0;
  private readonly counts = new Map<string, number>();

  constructor(private readonly drill: Drill) {}

  /** @param underWay what the app was doing when it was killed; nothing where it had nothing to do. */
  met(underWay: readonly string[]): void {
    this.kills += 1;
    for (const name of underWay.length === 0 ? ['nothing'] : underWay)
      this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    if (KILLS > MANY)
      process.stdout.write(
        `${this.drill}: kill ${this.kills} of ${KILLS_OF[this.drill]}, in all ${this.toString()}\n`,
      );
  }

  /** Those of the asked-for kinds that no kill has met, of a drill that is long enough to meet them all. */
  missing(names: readonly string[]): readonly string[] {
    return this.kills < MANY ? [] : names.filter((name) => !this.counts.has(name));
  }

  toString(): string {
    return [...this.counts].map(([name, count]) => `${name} ${count}`).join(', ');
  }
}
