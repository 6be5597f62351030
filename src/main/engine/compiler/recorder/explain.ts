import { calledFunction, modelPlace } from './call-stack';
import { RecordingError } from './recording-error';

const AS_INPUT = 'Draw the numbers outside and pass them to the recorded code as a graph input.';

const PADDED =
  'Use tf.image.nonMaxSuppressionPadded with padToMaxOutputSize, whose result has a fixed length.';

/** What to do instead of kernels that a static graph cannot have. */
const ADVICE: Readonly<Record<string, string>> = {
  Multinomial: AS_INPUT,
  NonMaxSuppressionV3: PADDED,
  NonMaxSuppressionV5: PADDED,
  Unique: 'The number of values found depends on values; count outside, on what the graph gives.',
};

const OTHERWISE =
  'Write it with other operations, or teach the recorder this kernel (see the compiler’s README).';

/** Operations whose results are drawn at random; the last one would hide the ones it uses. */
const RANDOM_OPERATIONS: ReadonlySet<string> = new Set([
  'rand',
  'randomGamma',
  'randomNormal',
  'randomStandardNormal',
  'randomUniform',
  'randomUniformInt',
  'truncatedNormal',
  'multinomial',
]);
const SCOPE_SUFFIX = '__op';

/**
 * The random operation under way, by the scopes that TensorFlow.js has open: `dropout` where that one draws.
 * @param scopes names, outermost first.
 */
export function randomOperation(scopes: readonly string[]): string | null {
  const names = scopes.map((scope) => scope.replace(SCOPE_SUFFIX, ''));
  if (!names.some((name) => RANDOM_OPERATIONS.has(name))) return null;
  return names.find((name) => name === 'dropout' || RANDOM_OPERATIONS.has(name)) ?? null;
}

export const randomnessError = (operation: string): RecordingError =>
  new RecordingError(
    `tf.${operation} draws random numbers, which a compiled graph would repeat at every run.`,
    operation === 'dropout' ? `Multiply by a mask instead. ${AS_INPUT}` : AS_INPUT,
  );

/** For what two recordings of the same code did differently. */
export const differenceError = (what: string): RecordingError =>
  new RecordingError(
    `Recording the same code twice gave ${what}: it depends on chance, on time or on what ran before.`,
    `A compiled graph would repeat at every run what was drawn while recording. ${AS_INPUT}`,
  );

export function readError(): RecordingError {
  const reader = calledFunction(new Error().stack ?? '');
  return new RecordingError(
    `Model code read the values of a tensor${reader ? ` with ${reader}()` : ''} while it was being recorded; ` +
      'a compiled graph has no values yet.',
    'Keep the computation in tensors, or pass what depends on values as a graph input.',
  );
}

/** Gives what was thrown while recording the place in model code; what has nothing to do with it stays as it is. */
export function explained(thrown: unknown): unknown {
  if (!(thrown instanceof Error)) return thrown;
  const place = modelPlace(thrown.stack ?? '');
  if (thrown instanceof RecordingError) return thrown.at(place);
  const kernel = /^Kernel '(\w+)' not registered/.exec(thrown.message)?.[1];
  if (!kernel) return thrown;
  const operation = calledFunction(thrown.stack ?? '');
  const named = operation ? `tf.${operation} needs the kernel ${kernel}` : `The kernel ${kernel} is needed`;
  return new RecordingError(`${named}, which cannot be recorded.`, ADVICE[kernel] ?? OTHERWISE, place, {
    cause: thrown,
  });
}
