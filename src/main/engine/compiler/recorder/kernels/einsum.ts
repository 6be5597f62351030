import type { KernelFamily } from '../kernel';

export const einsumKernels: KernelFamily = {
  Einsum: (call) => {
    const inputs = call.list();
    const equation = call.attribute<string>('equation').replaceAll(' ', '');
    const [terms = '', output = ''] = equation.split('->');
    const sizes = new Map<string, number>();
    terms.split(',').forEach((letters, index) => {
      [...letters].forEach((letter, axis) => sizes.set(letter, inputs[index]?.shape[axis] ?? 1));
    });
    const values = inputs.map((input) => call.recording.valueIn(input, null));
    const shape = [...output].map((letter) => sizes.get(letter) ?? 1);
    return call.recording.apply('Einsum', values, { equation }, inputs[0]?.type ?? 'float32', shape);
  },
};
