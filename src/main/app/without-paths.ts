/** Where a path may start (nothing or a delimiter before it), and what it goes on with. */
const PATH = /(^|[\s"'“`(=])((?:file:\/\/)?(?:[A-Za-z]:[\\/]|\\\\|~?\/(?=\S))[^\n"'”`)]*)/g;
const OWN_CODE = /(?:out|app\.asar)[\\/][\w./\\-]+(?::\d+)*$/;

/** Replaces every path in a line; of the app's own code the part inside the app is kept, for stack traces. */
export const withoutPaths = (line: string): string =>
  line.replaceAll(
    PATH,
    (_, before: string, path: string) => `${before}${OWN_CODE.exec(path)?.[0] ?? '<path>'}`,
  );
