import { normal, type Random } from '../random';

/** How a parameter starts; fan-in scaling keeps activations of rectified layers at unit variance (He 2015). */
export type InitialValues =
  | { readonly kind: 'he'; readonly fanIn: number }
  | { readonly kind: 'normal'; readonly deviation: number }
  | { readonly kind: 'fill'; readonly value: number }
  | { readonly kind: 'list'; readonly values: readonly number[] };

/** A named array that a model owns. Statistics (running means and variances) are not trained by gradient. */
export interface ParameterSpec {
  readonly name: string;
  /** Logical shape; convolution filters are [height, width, in, out]. */
  readonly shape: readonly number[];
  readonly role: 'filter' | 'vector' | 'statistic';
  readonly initial: InitialValues;
}

/** Starting values of a parameter, in logical order. */
export function initialValues({ shape, initial }: ParameterSpec, random: Random): Float32Array {
  const values = new Float32Array(shape.reduce((product, size) => product * size, 1));
  switch (initial.kind) {
    case 'fill':
      return values.fill(initial.value);
    case 'list':
      values.set(initial.values);
      return values;
    case 'he':
      return values.map(() => normal(random) * Math.sqrt(2 / initial.fanIn));
    case 'normal':
      return values.map(() => normal(random) * initial.deviation);
  }
}
