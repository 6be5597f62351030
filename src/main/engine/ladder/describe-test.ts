import type { EngineReportState } from '../../../shared/engine/status';
import { LARGEST_DIFFERENCE } from './judge-comparison';
import type { TestResult } from './engine-tests';

export const UNTESTED =
  'It has not been compared with the processor yet: that happens by itself after the first analysis.';
export const TESTING = 'It is being compared with the processor; analyses run on the processor meanwhile.';

/** A test's result as the state of an engine and one sentence. */
export function describeTest(result: TestResult): {
  readonly state: EngineReportState;
  readonly reason: string;
} {
  const { outcome, difference, ms, processorMs, message } = result;
  const times = `${milliseconds(ms)} a tile, the processor ${milliseconds(processorMs)}`;
  const refused = (reason: string) => ({ state: 'refused' as const, reason });
  switch (outcome) {
    case 'passed':
      return {
        state: 'ready',
        reason: `It agrees with the processor (within ${share(difference)} of the largest output) and is faster: ${times}.`,
      };
    case 'slow':
      return refused(
        `It agrees with the processor (within ${share(difference)}) but is not fast enough to be worth using: ${times}.`,
      );
    case 'differs':
      return refused(
        difference === null
          ? 'Its results are no numbers.'
          : `Its results differ from the processor’s by ${share(difference)} of the largest output; ${share(LARGEST_DIFFERENCE)} is allowed.`,
      );
    case 'failed':
      return refused(`It cannot run the detector: ${sentence(message)}`);
    case 'crashed':
      return refused(`It ended its process when it was tried: ${sentence(message)}`);
    case 'timed-out':
      return refused('It was too slow to finish its test.');
  }
}

const share = (value: number | null): string => (value === null ? 'an unknown part' : value.toPrecision(1));

const milliseconds = (value: number | null): string =>
  value === null ? 'an unknown time' : `${value.toLocaleString('en', { maximumSignificantDigits: 2 })} ms`;

/** Before it says what is wrong, ONNX Runtime tells what it checked, or where in its sources it was. */
const PREAMBLES: readonly RegExp[] = [/^.*\bwas false\.\s+(?=\S)/, /^\S+\.(?:cc|cpp|h):\d+ .*?\)\s+(?=\S)/];

/** The first line of what a library said, as a sentence. */
export function sentence(message: string | null): string {
  const [first = ''] = (message ?? '').trim().split('\n');
  const line = PREAMBLES.reduce((rest, preamble) => rest.replace(preamble, ''), first);
  return line === '' ? 'it did not say why.' : /[.!?]$/.test(line) ? line : `${line}.`;
}
