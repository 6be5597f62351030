import { registerKernel, type NamedAttrMap, type TensorInfo } from '@tensorflow/tfjs-core';
import { RECORDER_BACKEND, type RecorderBackend } from './recorder-backend';
import type { Recorded } from './recorded';
import type { Recording } from './recording';
import { RecordingError } from './recording-error';

/** The inputs and attributes of one kernel call, as TensorFlow.js names them. */
export class KernelCall {
  constructor(
    readonly kernel: string,
    readonly recording: Recording,
    private readonly inputs: Readonly<Record<string, Recorded>>,
    private readonly attributes: NamedAttrMap,
  ) {}

  input(name: string): Recorded {
    const recorded = this.inputs[name];
    if (!recorded) throw this.unsupported(`its input "${name}" left out`);
    return recorded;
  }

  /** An input that may be left out. */
  optional(name: string): Recorded | null {
    return this.inputs[name] ?? null;
  }

  /** The same call with other inputs and attributes, to hand on to another kernel's recorder. */
  with(inputs: Readonly<Record<string, Recorded>>, attributes: NamedAttrMap): KernelCall {
    return new KernelCall(this.kernel, this.recording, inputs, attributes);
  }

  /** Inputs of kernels that take a list, in order. */
  list(): readonly Recorded[] {
    return Object.keys(this.inputs)
      .sort((a, b) => Number(a) - Number(b))
      .map((name) => this.input(name));
  }

  attribute<T>(name: string): T {
    return this.attributes[name] as T;
  }

  unsupported(what: string): RecordingError {
    return new RecordingError(
      `The kernel ${this.kernel} cannot be recorded with ${what}.`,
      'Write it with other operations, or extend its recorder (see the compiler’s README).',
    );
  }
}

export type KernelRecorder = (call: KernelCall) => Recorded | readonly Recorded[];

/** Names every kernel of a family with the function that records it. */
export type KernelFamily = Readonly<Record<string, KernelRecorder>>;

export function registerFamily(family: KernelFamily): void {
  for (const [kernelName, recordKernel] of Object.entries(family)) {
    registerKernel({
      kernelName,
      backendName: RECORDER_BACKEND,
      kernelFunc: ({ inputs, attrs, backend }) => {
        const recorder = backend as RecorderBackend;
        const recorded = Object.fromEntries(
          Object.entries(inputs)
            .filter(([, tensor]) => tensor != null)
            .map(([name, tensor]) => [name, recorder.recorded(tensor as TensorInfo)]),
        );
        const call = new KernelCall(kernelName, recorder.recording, recorded, attrs ?? {});
        recorder.recording.note(() => `${kernelName} ${JSON.stringify(attrs)}`);
        const result = recordKernel(call);
        return Array.isArray(result)
          ? result.map((output: Recorded) => recorder.hold(output))
          : recorder.hold(result as Recorded);
      },
    });
  }
}
