import { z } from 'zod';

const schema = z.object({
  /** What to start: Electron, or a script that becomes it under another user. */
  executable: z.string(),
  /** Folder of the app as that user sees it. */
  app: z.string(),
  /** User id of the app; null where it is our own. */
  uid: z.number().int().nullable(),
  /** Whether Chromium's sandbox is on. */
  sandboxed: z.boolean(),
  /** Folder for screenshots. */
  artifacts: z.string(),
  /** Variables that lead to a display, of each app that runs at the same time; empty where there is a real one. */
  displays: z.array(z.object({ DISPLAY: z.string(), XAUTHORITY: z.string() })),
});

/** How `scripts/test.mjs` wants the app to be started. */
export const environment = schema.parse(readEnvironment());

function readEnvironment(): unknown {
  const { MACULE_E2E } = process.env;
  if (MACULE_E2E === undefined) throw new Error('End-to-end tests are run with: npm test -- e2e');
  return JSON.parse(MACULE_E2E);
}
