import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkCase, differentiable, runSeed } from '../../../helpers/parity-case';
import { floats } from '../../../helpers/parity-inputs';
import { OPERATIONS, PROGRAM_INPUTS, programFunction, randomProgram } from '../../../helpers/random-program';

/** Sums of numbers of about one that should cancel leave less than this. */
const LEAST = 0.1;
const inputs = PROGRAM_INPUTS.map((shape) => floats(shape));

it('random programs agree with tfjs-cpu, gradients too', async () => {
  const seed = runSeed();
  const met = new Set<string>();
  await fc.assert(
    fc.asyncProperty(randomProgram, fc.nat(), async (steps, inputSeed) => {
      steps.forEach(({ operation }) => met.add(operation));
      await checkCase(differentiable('random', inputs, programFunction(steps), { least: LEAST }), inputSeed);
    }),
    { numRuns: Number(process.env['PARITY_RUNS'] ?? 60), seed },
  );
  expect([...met].sort()).toEqual(Object.keys(OPERATIONS).sort());
});
