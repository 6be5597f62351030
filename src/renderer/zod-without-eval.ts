import { config } from 'zod';

// Imported before anything that builds a schema: zod otherwise probes `new Function`, which the page's
// content security policy refuses and reports.
config({ jitless: true });
