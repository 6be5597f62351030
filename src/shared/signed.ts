/**
 * A difference rounded to a whole number, with its sign: "+3", "−12" with a true minus, "±0". Halves go away from
 * zero on both sides, so that one lesion of eight less is −13 % as one more is +13 %.
 */
export function signed(difference: number): string {
  const whole = Math.round(Math.abs(difference));
  if (whole === 0) return '±0';
  return `${difference > 0 ? '+' : '−'}${whole}`;
}
