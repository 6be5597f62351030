/** Channel on which the preload tells main that the page now listens to an event; no page uses it itself. */
export const LISTEN_CHANNEL = 'events:listen';
