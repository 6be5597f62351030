/** One line of a JavaScript stack trace. */
export interface StackFrame {
  /** Name of the function, empty for code outside any. */
  readonly caller: string;
  readonly file: string;
  readonly line: number;
}

/** Deep enough to reach model code from a kernel, through everything TensorFlow.js puts between. */
export const RECORDED_STACK_DEPTH = 100;

/** Code that model code calls: TensorFlow.js and this compiler, as sources, packages and bundled chunks. */
const CALLED = [
  /[\\/](?:@tensorflow[\\/]|tfjs-(?:core|backend|layers|converter))/,
  /[\\/]compiler[\\/](?:recorder[\\/]|graph[\\/]|record\.[jt]s)/,
  /[\\/](?:tensorflow|compiler)-[\w-]+\.js/,
  /^node:/,
];

/** Folders named in a place, the file's own included. */
const NAMED_FOLDERS = 3;

/** Reads a stack trace as V8 writes it; lines of another form are left out. */
export function parseStack(stack: string): readonly StackFrame[] {
  return stack.split('\n').flatMap((text) => {
    const match = /^\s*at (?:async )?(?:(.*?) \()?(?:file:\/\/)?([^()]+?):(\d+):\d+\)?$/.exec(text);
    if (!match) return [];
    const caller = match[1] === '<anonymous>' ? '' : (match[1] ?? '');
    return [{ caller, file: match[2] ?? '', line: Number(match[3]) }];
  });
}

const isCalled = ({ file }: StackFrame): boolean => CALLED.some((pattern) => pattern.test(file));

/** The line of model code that a stack trace leads to, as `function (file:line)`; null where there is none. */
export function modelPlace(stack: string): string | null {
  const frame = parseStack(stack).find((candidate) => !isCalled(candidate));
  if (!frame) return null;
  const file = frame.file.split(/[\\/]/).slice(-NAMED_FOLDERS).join('/');
  return frame.caller === '' ? `${file}:${frame.line}` : `${frame.caller} (${file}:${frame.line})`;
}

/** The function of TensorFlow.js that model code called, such as `dataSync`; null where it called none. */
export function calledFunction(stack: string): string | null {
  const frames = parseStack(stack);
  const outer = frames.findIndex((frame) => !isCalled(frame));
  const caller = frames[outer - 1]?.caller.split('.').at(-1) ?? '';
  // An operation `exp` is the function `exp_` inside, wrapped as `exp__op`.
  const name = caller.replace(/\s.*$/, '').replace(/(?:__op|_)$/, '');
  return name === '' ? null : name;
}
