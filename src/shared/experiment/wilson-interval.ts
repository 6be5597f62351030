/** 97.5 % quantile of the standard normal distribution. */
const Z = 1.959964;

/**
 * 95 % interval of a share (Wilson 1927): unlike the normal one it stays within 0–1 and holds for few pictures.
 * @param total at least 1.
 */
export function wilsonInterval(right: number, total: number): readonly [low: number, high: number] {
  const share = right / total;
  const spread = Z ** 2 / total;
  const middle = share + spread / 2;
  const reach = Z * Math.sqrt((share * (1 - share)) / total + spread / (4 * total));
  return [Math.max(0, (middle - reach) / (1 + spread)), Math.min(1, (middle + reach) / (1 + spread))];
}
