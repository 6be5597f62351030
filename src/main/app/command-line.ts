/** What the app was started with. */
export interface CommandLine {
  /** Photos and folders to open, as typed. */
  readonly files: readonly string[];
  /** PNG file to save the window to before quitting. */
  readonly capture: string | null;
  /** Whether the data folder is a demo's: the window says so. */
  readonly demo: boolean;
  /** Whether a demo that is still to be made has patients whom the model can be taught. */
  readonly toTeach: boolean;
  /** Whether a new library is introduced by the steps of its first start. */
  readonly welcome: boolean;
}

/**
 * Reads the app's arguments: `[photo or folder …] [--capture out.png] [--demo [--to-teach]] [--no-welcome]`. Other switches belong to Electron
 * and Chromium and are passed over.
 * @param args the arguments after the program and, in development, after the app's folder.
 * @throws Error with a sentence for the reader where `--capture` names no file.
 */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const files: string[] = [];
  let capture: string | null = null;
  let demo = false;
  let toTeach = false;
  let welcome = true;
  let onlyFiles = false;
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    if (onlyFiles || !arg.startsWith('-')) files.push(arg);
    else if (arg === '--') onlyFiles = true;
    else if (arg === '--demo') demo = true;
    else if (arg === '--to-teach') toTeach = true;
    else if (arg === '--no-welcome') welcome = false;
    else if (arg === '--capture') {
      index += 1;
      capture = captureFile(args[index]);
    } else if (arg.startsWith('--capture=')) capture = captureFile(arg.slice('--capture='.length));
  }
  return { files, capture, demo, toTeach, welcome };
}

function captureFile(name: string | undefined): string {
  if (name !== undefined && name !== '' && !name.startsWith('-')) return name;
  throw new Error('--capture needs the name of a PNG file, as in: --capture map.png');
}

/**
 * The arguments meant for the app.
 * @param argv of the process.
 * @param inDevelopment whether Electron was told the app's folder, which is then the first that is no switch.
 */
export function ownArguments(argv: readonly string[], inDevelopment: boolean): readonly string[] {
  const args = argv.slice(1);
  if (!inDevelopment) return args;
  const folder = args.findIndex((arg) => !arg.startsWith('-'));
  return folder < 0 ? args : args.slice(folder + 1);
}
