import { LESION_TYPES, type LesionType, type TypeScores } from '../../../../shared/clinical/lesion';

/** A found lesion: the detector's probabilities, and the types that its label leaves open. */
export interface TypedFinding {
  readonly typeScores: TypeScores;
  readonly allowed: readonly LesionType[];
}

/** Bounds of the search. */
const [COLDEST, HOTTEST] = [0.25, 8];
/** Halvings of the bracket: more than a hundredth of a degree says nothing. */
const STEPS = 40;
const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** Fewer findings say too little. */
const FEWEST = 20;

/**
 * The temperature of the type probabilities with the highest likelihood (Guo 2017), by golden-section search over its
 * logarithm. The likelihood of a label is the probability of all the types that it allows.
 * @returns 1 where fewer than twenty findings have a label that says anything.
 */
export function fitTypeTemperature(findings: readonly TypedFinding[]): number {
  const telling = findings.filter(
    ({ allowed }) => allowed.length > 0 && allowed.length < LESION_TYPES.length,
  );
  if (telling.length < FEWEST) return 1;
  let [low, high] = [Math.log(COLDEST), Math.log(HOTTEST)];
  for (let step = 0; step < STEPS; step += 1) {
    const [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
    if (loss(telling, Math.exp(left)) < loss(telling, Math.exp(right))) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}

/** Mean negative logarithm of the probability given to the allowed types. */
function loss(findings: readonly TypedFinding[], temperature: number): number {
  const each = findings.map(({ typeScores, allowed }) => {
    const raised = LESION_TYPES.map((type) => Math.max(1e-9, typeScores[type]) ** (1 / temperature));
    const sum = raised.reduce((total, value) => total + value, 0);
    const right = LESION_TYPES.reduce(
      (total, type, index) => total + (allowed.includes(type) ? raised[index]! : 0),
      0,
    );
    return -Math.log(right / sum);
  });
  return each.reduce((total, value) => total + value, 0) / each.length;
}
