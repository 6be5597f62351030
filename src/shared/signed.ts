/** A difference rounded to a whole number, with its sign: "+3", "−12" with a true minus, "±0". */
export const signed = (difference: number): string =>
  `${difference > 0 ? '+' : difference < 0 ? '−' : '±'}${Math.abs(Math.round(difference))}`;
