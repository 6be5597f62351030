/** Sums of losses over steps, as a checkpoint keeps them. */
export interface LossSums {
  readonly count: number;
  readonly sums: Readonly<Record<string, number>>;
}

export const NO_LOSSES: LossSums = { count: 0, sums: {} };

/** Adds the losses of one more step. */
export const addLosses = ({ count, sums }: LossSums, losses: Readonly<Record<string, number>>): LossSums => ({
  count: count + 1,
  sums: Object.fromEntries(Object.entries(losses).map(([name, loss]) => [name, (sums[name] ?? 0) + loss])),
});

/** Empty before the first step. */
export const meanLosses = ({ count, sums }: LossSums): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, sum / count]));
