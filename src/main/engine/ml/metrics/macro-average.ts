import { meanOrNull } from '../mean';

/** A mean over classes, with how many it is a mean of: classes without a value are left out, not counted as 0. */
export interface MacroAverage {
  /** Null where no class has a value. */
  readonly value: number | null;
  readonly classes: number;
  /** Names of the classes that have none. */
  readonly leftOut: readonly string[];
}

/** The unweighted mean over classes (macro average: Sokolova & Lapalme 2009). */
export function macroAverage(
  values: readonly (readonly [name: string, value: number | null])[],
): MacroAverage {
  const known = values.flatMap(([, value]) => (value === null ? [] : [value]));
  return {
    value: meanOrNull(known),
    classes: known.length,
    leftOut: values.flatMap(([name, value]) => (value === null ? [name] : [])),
  };
}
