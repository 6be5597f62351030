/** ImageNet's standard deviations by channel, red, green, blue, of values in 0–1. */
const DEVIATIONS = [0.229, 0.224, 0.225];
const TOLERANCE = 1e-3;

/**
 * The variances that EfficientNet's normalisation really has to divide by. The published files hold standard
 * deviations where variances belong, and Keras makes up for it by another layer that divides by their root
 * (keras/src/applications/efficientnet.py, TensorFlow issue 49930); here they become the product of both. Files
 * with any other variances are taken at their word, as Keras takes them.
 */
export function pixelVariances(stored: Float32Array): Float32Array {
  const published = DEVIATIONS.every(
    (deviation, channel) => Math.abs((stored[channel] ?? NaN) - deviation) < TOLERANCE,
  );
  return published ? stored.map((value, channel) => value * (DEVIATIONS[channel] ?? 1)) : stored;
}
